import { useContext, useEffect } from 'react';

import { may } from '../model/access.js';
import { KnownAccess } from './use-access.js';
import { speakByKey } from './use-corrections.js';

/** Whether whoever sits at this page may say what a sentence is. False until that is known. */
export function useMayCorrect(): boolean {
  const { access } = useContext(KnownAccess);
  useEffect(() => speakByKey(access !== undefined && access.name !== null), [access]);
  return may(access, 'correct');
}
