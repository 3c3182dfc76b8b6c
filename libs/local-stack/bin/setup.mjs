// What `npm start` and `npm test` need before they can run: packages and a build. Plain JavaScript without
// dependencies, because it runs on the machine's own Node before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';

/** Something that a person can put right; the message is one sentence that says what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** True when version `have` ("20.20.2") is `wanted` ("20.20") or later. */
export function isAtLeast(have, wanted) {
  const numbers = (version) => version.split('.').map(Number);
  const [left, right] = [numbers(have), numbers(wanted)];
  const place = [0, 1, 2].find((at) => (left[at] ?? 0) !== (right[at] ?? 0));
  return place === undefined || (left[place] ?? 0) > (right[place] ?? 0);
}

/**
 * True when what npm wrote down about node_modules (its hidden lockfile) is what the lockfile wants. Packages that are
 * optional (for another system) may be missing.
 */
export function agrees(lockfile, installed) {
  const wanted = lockfile.packages ?? {};
  const have = installed.packages ?? {};
  const same = (path) =>
    wanted[path] !== undefined &&
    wanted[path].version === have[path].version &&
    (have[path].integrity === undefined || wanted[path].integrity === have[path].integrity);
  const mayBeMissing = ({ optional, devOptional, peer }) => Boolean(optional || devOptional || peer);
  return (
    Object.keys(have).every(same) &&
    Object.keys(wanted).every((path) => path === '' || path in have || mayBeMissing(wanted[path]))
  );
}

/** One sentence about an `npm ci` that failed, with what to do. */
export function explainNpm(output, root) {
  const code = /npm (?:error|ERR!) code (\w+)/.exec(output)?.[1];
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `No permission to write ${join(root, 'node_modules')}: run as the user who owns this checkout, or clone it into a directory of your own.`;
  }
  if (/ENOSPC/.test(output)) return `The disk of ${root} is full: free about 2 GB and start again.`;
  if (code === 'EUSAGE') {
    return 'package.json and package-lock.json do not agree: run `npm install`, and commit the lockfile.';
  }
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'The package registry cannot be reached: check the network (and `npm config get registry`), then start again.';
  }
  const reason = /npm (?:error|ERR!) (?!code )(.+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
  return `npm ci failed: run \`npm ci\` to see why, then start again. npm says: ${reason || 'nothing'}`;
}

/** @returns the PATH without the programs of any node_modules: npm must run on a Node that it does not replace. */
export function withoutOwnPrograms(path) {
  return path
    .split(delimiter)
    .filter((directory) => !directory.split(sep).includes('node_modules'))
    .join(delimiter);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Runs `work` while nobody else on this machine does work under the same lock file. */
export async function exclusively(lockFile, onWait, work) {
  for (let told = false; !tryLock(lockFile); told = true) {
    let owner = NaN;
    try {
      owner = Number(readFileSync(lockFile, 'utf8'));
    } catch {
      // It was given back in this moment.
      continue;
    }
    if (!isAlive(owner)) {
      takeAway(lockFile);
      continue;
    }
    if (!told) onWait(owner);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const unlock = () => rmSync(lockFile, { force: true });
  process.once('exit', unlock);
  try {
    return await work();
  } finally {
    unlock();
    process.off('exit', unlock);
  }
}

function tryLock(lockFile) {
  const mine = `${lockFile}.${process.pid}`;
  try {
    mkdirSync(dirname(lockFile), { recursive: true });
    writeFileSync(mine, String(process.pid));
    linkSync(mine, lockFile);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Two may find the same dead owner: only the one who moves the file away goes on, and never a living owner's. */
function takeAway(lockFile) {
  const aside = `${lockFile}.stale.${process.pid}`;
  try {
    renameSync(lockFile, aside);
    if (isAlive(Number(readFileSync(aside, 'utf8')))) linkSync(aside, lockFile);
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Runs a command to its end; its output is shown when `show` says so, and returned in any case. */
function run(command, args, { cwd, env, show = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    let output = '';
    for (const stream of ['stdout', 'stderr']) {
      child[stream].on('data', (chunk) => {
        output += chunk;
        if (show) process[stream].write(chunk);
      });
    }
    const end = (result) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
      resolve({ output, ...result });
    };
    child.once('error', (error) => end({ code: undefined, failure: error.code }));
    child.once('close', (code, signal) => end({ code: code ?? undefined, signal: signal ?? undefined }));
  });
}

/** True when node_modules holds what package-lock.json wants; compares contents, never times. */
export function packagesAreCurrent(root) {
  const modules = join(root, 'node_modules');
  const lockfile = join(root, 'package-lock.json');
  if (!existsSync(ownNode(root))) return false;
  const stamp = join(modules, '.sitrep-setup');
  const wanted = sha256(readFileSync(lockfile));
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted;
  const hidden = join(modules, '.package-lock.json');
  return existsSync(hidden) && agrees(readJson(lockfile), readJson(hidden));
}

/** Node 24, as the npm package `node` brings it. */
export function ownNode(root) {
  return join(root, 'node_modules', 'node', 'bin', 'node');
}

/** Installs what package-lock.json says. Throws SetupError when that fails. */
export async function installPackages(root, env) {
  const clean = { ...env, PATH: withoutOwnPrograms(env.PATH ?? '') };
  const { code, failure, signal, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    env: clean,
  });
  if (failure === 'ENOENT') throw new SetupError('npm is not on the PATH: install Node.js 20.20 or later with npm.');
  if (signal) throw new SetupError(`The installation was stopped (${signal}): start again to repeat it.`);
  if (code !== 0) throw new SetupError(explainNpm(output, root));
  if (!existsSync(ownNode(root))) {
    throw new SetupError(
      'npm did not install Node 24: install scripts are switched off; run `npm config delete ignore-scripts`, then start again.',
    );
  }
  writeFileSync(join(root, 'node_modules', '.sitrep-setup'), sha256(readFileSync(join(root, 'package-lock.json'))));
}

const isSource = (path) => !/\.(spec|int-spec)\.ts$/.test(path);

/** Every file that the compiled services are made of, in a fixed order. */
export function sourcesOf(root) {
  const walk = (directory) =>
    readdirSync(join(root, directory), { withFileTypes: true })
      .filter(({ name }) => !['node_modules', 'dist'].includes(name))
      .flatMap((entry) => {
        const path = `${directory}/${entry.name}`;
        if (entry.isDirectory()) return walk(path);
        return entry.isFile() && isSource(path) ? [path] : [];
      });
  const libs = readdirSync(join(root, 'libs')).flatMap((name) => [`libs/${name}/src`, `libs/${name}/model`]);
  const folders = ['apps', ...libs].filter((path) => existsSync(join(root, path)));
  const settings = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
  return [...folders.flatMap(walk), ...settings.filter((path) => existsSync(join(root, path)))].sort((left, right) =>
    left < right ? -1 : 1,
  );
}

const buildStamp = (root) =>
  sha256(...sourcesOf(root).flatMap((path) => [path, '\0', sha256(readFileSync(join(root, path)))]));
const stampFile = (root) => join(root, 'dist', '.sitrep-build');
const PAGE = join('apps', 'dashboard');

/** True when what `npm run build` makes was made from the sources as they are now. */
export function buildIsCurrent(root) {
  const pageIsThere = !existsSync(join(root, PAGE)) || existsSync(join(root, PAGE, 'dist', 'index.html'));
  return pageIsThere && existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === buildStamp(root);
}

/** Compiles the services and the page, each by its script of package.json. Throws SetupError with the compiler's words. */
export async function build(root, env) {
  // Taken before: a source that changes during the build makes it out of date, not current.
  const stamp = buildStamp(root);
  for (const script of ['build:services', 'build:page']) {
    const { code, failure, signal, output } = await run('npm', ['run', '--silent', script], { cwd: root, env });
    if (failure === 'ENOENT') throw new SetupError('npm is not on the PATH: install Node.js 20.20 or later with npm.');
    if (signal) throw new SetupError(`The build was stopped (${signal}): start again to repeat it.`);
    if (code === 0) continue;
    throw new SetupError(
      `${output.trim().slice(0, 4000)}\n\nThe build failed: run \`npm run ${script}\` to see all of it.`,
    );
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile(root), stamp);
}
