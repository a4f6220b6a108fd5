import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { enter, noComplaints, post, publish, ready, speak, template, text } from './browser';

const PICTURES = '../docs/console';
const CALL = `# A call that nobody took: a person calls back, and an SMS goes where that fails.
id: console-call
class: service
entry: {on: order.call_missed, key: event.orderId}
exit: [{on: order.cancelled, match: event.orderId == key}]
goal: {on: order.placed, within: P7D}
start: dear
steps:
  dear:
    type: branch
    cases: [{if: event.number.startsWith("VIP"), next: call}]
    otherwise: sorry
  sorry:
    type: message
    template: console-text
    channels: [{via: push, until: opened, for: PT15M}, {via: sms}]
    onSent: answered
    onNone: call
  answered:
    type: waitUntil
    timeout: PT6H
    on: [{on: order.placed, match: event.orderId == key, next: done}]
    onTimeout: call
  call:
    type: task
    queue: calls
    text: "Call {{ customer.firstName | default: 'the customer' }} about order {{ event.number }}"
    timeout: PT4H
    outcomes: [{name: reached, next: done}, {name: unreachable, next: done}]
    onTimeout: done
  done: {type: end}
`;
const PAGES = ['', '/journeys', '/journeys/console-call', '/journeys/console-call?tab=versions', '/journeys/console-call?tab=test', '/customers', '/customers/main/console-anna', '/tasks', '/ops', '/audit', '/nowhere'];

test.afterEach(noComplaints);

test.beforeAll(async () => {
    await template();
    await text('/api/journeys/console-call', CALL);
    await publish('console-call');
    await post([
        { type: 'customer.updated', subject: 'console-anna', data: { firstName: 'Anna', phone: '+74956460054', email: 'anna@example.com' } },
        { type: 'consent.changed', subject: 'console-anna', data: { channel: 'email', granted: true, source: 'checkout' } },
        { type: 'order.call_missed', subject: 'console-anna', data: { orderId: 'o-1', number: 'VIP-12465', callbackPhone: '+74956460054' } },
    ]);
});

async function sound(page: Page, name: string) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect.soft(violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).slice(0, 4).join(' | ')}`)).toEqual([]);
}

async function whole(page: Page, path: string) {
    await page.goto(`/console${path}`);
    await expect(page.locator('h1')).toBeVisible();
    await ready(page);
    if (path.startsWith('/journeys/') && !path.includes('versions')) {
        await expect(page.locator('.react-flow__node').first()).toBeVisible();
        await expect(page.locator('.cm-content')).toBeVisible();
    }
}

for (const language of ['en', 'ru'] as const) {
    for (const theme of ['light', 'dark'] as const) {
        test(`every page is sound in ${language}, ${theme}`, async ({ page }) => {
            await speak(page, language, theme);
            await page.goto('/console');
            await expect(page.locator('input[type=password]')).toBeVisible();
            await sound(page, 'login');
            await enter(page, language, theme);
            for (const path of PAGES) {
                await whole(page, path);
                await sound(page, path);
                await page.setViewportSize({ width: 360, height: 740 });
                expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${path} at 360 px`).toBeLessThanOrEqual(360);
                await page.setViewportSize({ width: 1360, height: 860 });
            }
        });
    }
}

test('dialogs and details are sound, too', async ({ page }) => {
    await enter(page, 'en', 'dark');
    await whole(page, '/journeys');
    await page.getByRole('button', { name: 'New journey' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await sound(page, 'new journey');
    await whole(page, '/journeys/console-call');
    await page.getByRole('button', { name: 'Publish …' }).click();
    await expect(page.getByText('The draft says the same as what is published.')).toBeVisible();
    await sound(page, 'publish');
    await whole(page, '/customers/main/console-anna');
    await page.getByText('Why?').first().click();
    await sound(page, 'why');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await sound(page, 'menu');
});

test('pictures for the documentation', async ({ page }) => {
    test.skip(process.env.VESTNIK_PICTURES !== '1', 'VESTNIK_PICTURES=1 takes them anew');
    const picture = (name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` });
    await page.setViewportSize({ width: 1280, height: 800 });
    await enter(page, 'en', 'light');
    for (const [name, path] of [['home', ''], ['journeys', '/journeys'], ['journey', '/journeys/console-call'], ['customer', '/customers/main/console-anna'], ['tasks', '/tasks']] as const) {
        await whole(page, path);
        if (name === 'customer') {
            await page.getByText('Why?').first().click();
        }
        await page.waitForTimeout(600); // the drawing comes to rest
        await picture(name);
    }
    await whole(page, '/journeys/console-call?tab=test');
    await page.getByRole('button', { name: 'Forward' }).click();
    await page.waitForTimeout(600);
    await picture('test-run');
});
