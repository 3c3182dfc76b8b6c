import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { mayDo, SCOPES } from '../domain/api-key.js';
import { ApiRoute } from '../query/document/api-doc.js';
import type { HttpRequest } from '../query/http/http.js';
import { RefuseQuery } from '../query/http/refuse-query.guard.js';
import { Needs } from './needs.decorator.js';

const accessSchema = z
  .object({
    name: z.string().nullable().meta({ description: 'Of the key; null: none was sent' }),
    scopes: z.array(z.enum(SCOPES)).meta({ description: 'All that the caller may do' }),
  })
  .meta({ id: 'Access', examples: [{ name: 'newsroom', scopes: ['read', 'correct'] }] });

/** What a caller may do: for pages that show no button which would be refused. */
@ApiTags('keys')
@Controller('v1/access')
export class AccessController {
  @Get()
  @Needs('nothing')
  @UseGuards(RefuseQuery)
  @ApiRoute('getAccess', 'What the caller may do', { schema: accessSchema, description: 'Its name and its scopes' })
  mine(@Req() { caller, scopes = [] }: HttpRequest): z.output<typeof accessSchema> {
    return { name: caller?.name ?? null, scopes: SCOPES.filter((scope) => mayDo(scopes, scope)) };
  }
}
