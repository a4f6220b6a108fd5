import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const engine = process.env.VESTNIK_ENGINE ?? 'http://127.0.0.1:8081';

export default defineConfig({
    root: 'src/main/web',
    base: '/console/',
    plugins: [react()],
    build: {
        outDir: '../../../target/classes/vestnik-console',
        emptyOutDir: true,
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 700,
        modulePreload: { polyfill: false },
        rolldownOptions: { checks: { bundlerTimings: false, pluginTimings: false } },
    },
    server: { proxy: { '/api': engine }, fs: { allow: ['../../../..'] } }, // the packs are beside the console
    test: { root: '.', include: ['src/test/**/*.test.ts'] },
});
