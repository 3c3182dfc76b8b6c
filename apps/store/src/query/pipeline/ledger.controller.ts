import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';

import { Needs } from '../../access/needs.decorator.js';
import { balanceOf } from '../../domain/ledger.js';
import { LedgerProver } from '../../persistence/ledger-prover.js';
import { LedgerReader } from '../../persistence/ledger-reader.js';
import { ApiRoute } from '../document/api-doc.js';
import { RefuseQuery } from '../http/refuse-query.guard.js';
import { ledgerProofSchema } from './pipeline-schemas.js';
import { ledgerSchema } from '../../answers/article-answers.js';

/** Where everything is. */
@ApiTags('ledger')
@Controller('v1/ledger')
export class LedgerController {
  constructor(
    @Inject(LedgerReader) private readonly ledger: LedgerReader,
    @Inject(LedgerProver) private readonly prover: LedgerProver,
  ) {}

  @Get()
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('getLedger', 'Where all sentences are, and whether every one is accounted for', {
    schema: ledgerSchema,
    description: 'The ledger of everything, at one moment',
  })
  async total(): Promise<z.output<typeof ledgerSchema>> {
    const { counts, openRevisions, orphans, records } = await this.ledger.total();
    const received = records.split + records.retracted + records.rejected;
    return {
      ...balanceOf(counts),
      balanced: openRevisions === 0,
      openRevisions,
      orphans: [...orphans],
      records: { received, ...records },
    };
  }

  @Get('proof')
  @Needs('read')
  @UseGuards(RefuseQuery)
  @ApiRoute('getLedgerProof', 'Whether the equations hold that say that nothing is lost and nothing is doubled', {
    schema: ledgerProofSchema,
    description: 'Each equation with what was found, all at one moment, at most 10 s ago',
  })
  async proof(): Promise<z.output<typeof ledgerProofSchema>> {
    const { equations, ...proof } = await this.prover.prove();
    return {
      ...proof,
      equations: equations.map(({ id, says, settles, verdict, checked, exceptions, examples, sql }) => ({
        ...{ id, says, settles, verdict, checked: checked ?? null, exceptions: exceptions ?? null },
        ...{ examples: [...examples], sql },
      })),
    };
  }
}
