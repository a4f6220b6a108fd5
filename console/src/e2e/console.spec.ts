import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

const key = process.env.VESTNIK_KEY ?? readFileSync('../data/api-key', 'utf8').trim();
const words: string[] = [];

/** Logs in through the page, in this language and theme; whatever the browser complains of is a failure. */
async function enter(page: Page, language: 'en' | 'ru', theme: 'light' | 'dark', path = '/console') {
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) {
            words.push(message.text());
        }
    });
    page.on('pageerror', (error) => words.push(String(error)));
    await page.addInitScript(([spoken, scheme]) => {
        localStorage.setItem('vestnik.language', spoken!);
        localStorage.setItem('mantine-color-scheme-value', scheme!);
    }, [language, theme]);
    await page.goto(path);
    await page.locator('input[type=password]').fill(key);
    await page.locator('button[type=submit]').click();
    await expect(page.locator('.frame')).toBeVisible();
}

async function sound(page: Page, name: string) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect.soft(violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).slice(0, 4).join(' | ')}`)).toEqual([]);
}

const ready = (page: Page) => expect(page.locator('[role=status]')).toHaveCount(0);

test.afterEach(() => {
    expect(words.splice(0)).toEqual([]);
});

for (const language of ['en', 'ru'] as const) {
    for (const theme of ['light', 'dark'] as const) {
        test(`every page is sound in ${language}, ${theme}`, async ({ page }) => {
            await page.addInitScript(([spoken, scheme]) => {
                localStorage.setItem('vestnik.language', spoken!);
                localStorage.setItem('mantine-color-scheme-value', scheme!);
            }, [language, theme]);
            await page.goto('/console');
            await expect(page.locator('input[type=password]')).toBeVisible();
            await sound(page, 'login');
            await enter(page, language, theme);
            for (const path of ['', '/journeys', '/journeys/abandoned-cart', '/journeys/abandoned-cart?tab=versions', '/journeys/abandoned-cart?tab=test', '/customers', '/customers/main/anna', '/tasks', '/ops', '/audit']) {
                await page.goto(`/console${path}`);
                await expect(page.locator('h1')).toBeVisible();
                await ready(page);
                if (path === '/journeys/abandoned-cart') {
                    await expect(page.locator('.react-flow__node').first()).toBeVisible();
                    await expect(page.locator('.cm-content')).toBeVisible();
                }
                await sound(page, path);
                await page.setViewportSize({ width: 360, height: 740 });
                expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at 360 px`).toBeLessThanOrEqual(360);
                await page.setViewportSize({ width: 1360, height: 860 });
            }
        });
    }
}
