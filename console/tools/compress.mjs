// Writes each file a second and a third time, compressed, so that the engine compresses nothing while it serves; and says how heavy the first page is.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const out = new URL('../target/classes/vestnik-console/', import.meta.url).pathname;
const texts = readdirSync(out, { recursive: true }).filter((name) => /\.(html|js|css|svg)$/.test(name));
for (const name of texts) {
    const bytes = readFileSync(join(out, name));
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}

const page = readFileSync(join(out, 'index.html'), 'utf8');
const first = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+)"/g)].map((match) => match[1]);
const weight = first.reduce((sum, name) => sum + readFileSync(join(out, `${name}.gz`)).length, 0);
console.log(`console: the first page weighs ${(weight / 1000).toFixed(0)} kB gzip in ${first.length} files, all pages ${texts.length} files`);
if (weight > 200_000) {
    console.error('console: that is more than the 200 kB that it may weigh');
    process.exit(1);
}
