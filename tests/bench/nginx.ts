import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** Installs Debian's package when nginx is not there. */
function ensureNginx(): void {
  if (spawnSync('nginx', ['-v']).status === 0) return;
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], { stdio: 'inherit' });
}

export interface Nginx {
  port: number;
  pid: number;
  stop: () => Promise<void>;
}

/** One process, no log, files as they are; what it needs to write lies in the folder. */
function configuration(folder: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  return `daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off; sendfile on; keepalive_requests 1000000; default_type "text/html; charset=utf-8"; ${temporary}
  server { listen 127.0.0.1:${port}; root ${folder}/files; add_header Content-Encoding br; add_header Cache-Control "public, max-age=0"; }
}`;
}

async function untilItAnswers(port: number): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answered) return;
    await sleep(50);
  }
  throw new Error('nginx does not answer');
}

/** nginx serving one file of brotli bytes under a path. */
export async function startNginx(folder: string, path: string, bytes: Buffer): Promise<Nginx> {
  ensureNginx();
  const port = await freePort();
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files', path), bytes);
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await untilItAnswers(port);
  return {
    port,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
