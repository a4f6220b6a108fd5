import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { post, publish, text } from './browser';

// What customers see, on a phone and without a script.
const sandbox = process.env.VESTNIK_SANDBOX ?? 'http://127.0.0.1:8090';
const PICTURES = '../docs/images';
const NEWS = 'id: pages-news\nlocales: {en: {email: {subject: News, mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>News</mj-text></mj-column></mj-section></mj-body></mjml>"}}}\n';
const JOURNEY = 'id: pages-news\nclass: marketing\ntopic: cart-reminders\nentry: {on: x.pages-news}\nstart: tell\nsteps: {tell: {type: message, template: pages-news, channels: [{via: email}]}}\n';

let unsubscribe = '';

test.use({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true });

test.beforeAll(async () => {
    await text('/api/templates/pages-news', NEWS);
    await text('/api/journeys/pages-news', JOURNEY);
    await publish('pages-news');
    await post([
        { type: 'customer.updated', subject: 'pages-anna', data: { email: 'pages-anna@example.com', phone: '+74956460055' } },
        { type: 'consent.changed', subject: 'pages-anna', data: { channel: 'email', granted: true, source: 'checkout' } },
        { type: 'x.pages-news', subject: 'pages-anna', data: {} },
    ]);
    await expect.poll(async () => {
        const mails = await (await fetch(`${sandbox}/outbox?channel=email&to=pages-anna@example.com`)).json();
        unsubscribe = mails.items.at(-1)?.url ?? '';
        return unsubscribe;
    }).toContain('/u/');
});

async function sound(page: Page, name: string) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect.soft(violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).slice(0, 4).join(' | ')}`)).toEqual([]);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at 360 px`).toBeLessThanOrEqual(360);
}

for (const language of ['en', 'ru'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
        test(`customers' pages are sound in ${language}, ${colorScheme}`, async ({ page }) => {
            await page.emulateMedia({ colorScheme });
            await page.goto(`${unsubscribe}?lang=${language}`);
            await sound(page, 'unsubscribe');
            const choices = new URL(await page.locator('main a').getAttribute('href') ?? '', unsubscribe).toString();
            await page.goto(`${choices}?lang=${language}`);
            await expect(page.locator('input[name="t.cart-reminders"]')).toBeVisible();
            await sound(page, 'preferences');
            if (colorScheme === 'light') {
                await page.screenshot({ path: `${PICTURES}/preferences-${language}.png`, fullPage: true });
            }
            await page.goto(new URL(`/l/unknown?lang=${language}`, unsubscribe).toString());
            await sound(page, 'unknown');
        });
    }
}

test('a customer without scripts chooses, and stops everything', async ({ browser }) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage();
    await page.goto(unsubscribe);
    await page.locator('main a').click();
    await page.locator('input[name=frequency][value=weekly]').check();
    await page.locator('button[name=save]').click();
    await expect(page.locator('h1')).toHaveText('Saved');
    await expect.poll(async () => {
        await page.goto(unsubscribe);
        await page.locator('main a').click();
        return page.locator('input[name=frequency][value=weekly]').isChecked();
    }).toBe(true);
    await page.locator('button[name=everything]').click();
    await expect(page.locator('h1')).toHaveText('Unsubscribed');
});
