/** What the tests use of setup.mjs, which is plain JavaScript because it runs before anything is installed. */
interface Lockfile {
  readonly packages?: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; readonly optional?: boolean }>
  >;
}

export function isAtLeast(have: string, wanted: string): boolean;
export function agrees(lockfile: Lockfile, installed: Lockfile): boolean;
export function explainNpm(output: string, root: string): string;
export function withoutOwnPrograms(path: string): string;
export function exclusively<T>(lockFile: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T>;
export function buildIsCurrent(root: string): boolean;
export function sourcesOf(root: string): readonly string[];
