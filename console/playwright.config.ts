import { defineConfig } from '@playwright/test';

// A command of its own: it needs `./vestnik up --sandbox` and a Chromium (Debian's: apt-get install chromium).
export default defineConfig({
    testDir: 'src/e2e',
    timeout: 600_000,
    expect: { timeout: 30_000 },
    workers: 1,
    reporter: 'list',
    outputDir: 'target/e2e',
    use: {
        baseURL: process.env.VESTNIK_ENGINE ?? 'http://127.0.0.1:8081',
        viewport: { width: 1360, height: 860 },
        launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    },
});
