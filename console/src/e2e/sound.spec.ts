import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { enter, noComplaints, post, publish, ready, report, speak, template, text } from './browser';

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
const PAGES = ['', '/journeys', '/journeys/console-call', '/journeys/console-call?tab=versions', '/journeys/console-call?tab=test', '/journeys/console-call?tab=simulate', '/campaigns', '/campaigns/console-news', '/segments', '/segments/console-regulars', '/templates', '/templates/console-text', '/offers', '/offers/console-offer', '/reports', '/reports/journeys/console-call', '/settings', '/customers', '/customers/main/console-anna', '/tasks', '/ops', '/audit', '/nowhere'];

test.afterEach(noComplaints);

test.beforeAll(async () => {
    await template();
    await text('/api/journeys/console-call', CALL);
    await publish('console-call');
    await text('/api/segments/console-regulars', 'id: console-regulars\ncounters:\n  orders: {on: order.placed, value: event.total}\nif: orders.count(P180D) >= 1\n');
    await text('/api/campaigns/console-news', 'id: console-news\nsegment: console-regulars\ntopic: news\nholdout: {percent: 5}\ntemplate: console-text\nchannels: [{via: push}, {via: sms}]\n');
    await text('/api/offers/console-offer', 'id: console-offer\nvalidFor: P14D\n');
    await post([
        { type: 'customer.updated', subject: 'console-anna', data: { firstName: 'Anna', phone: '+74956460054', email: 'anna@example.com' } },
        { type: 'consent.changed', subject: 'console-anna', data: { channel: 'email', granted: true, source: 'checkout' } },
        { type: 'order.call_missed', subject: 'console-anna', data: { orderId: 'o-1', number: 'VIP-12465', callbackPhone: '+74956460054' } },
    ]);
});

async function sound(page: Page, name: string) {
    // Nothing runs in the frame of a preview, axe neither.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(name.startsWith('/templates/')).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    expect.soft(violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).slice(0, 4).join(' | ')}`)).toEqual([]);
}

async function whole(page: Page, path: string) {
    await page.goto(`/console${path}`);
    await expect(page.locator('h1')).toBeVisible();
    await ready(page);
    if (path.startsWith('/journeys/') && !/versions|simulate/.test(path)) {
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

const SPRING = `# A word in spring, and what it brings against those who do not get it.
id: spring-offer
topic: sales
entry: {on: x.spring}
goal: {on: order.placed, within: P7D, value: event.total}
holdout: {percent: 20}
start: draw
steps:
  draw: {type: experiment, arms: [{name: plain, next: tell}, {name: warm, next: tell}]}
  tell:
    type: message
    template: cart-reminder
    channels: [{via: email}, {via: sms}]
    onSent: wait
  wait: {type: waitUntil, timeout: P3D, on: [{on: order.placed, next: done}]}
  done: {type: end}
`;

/** Half a thousand customers, so that the pictures have something to show. */
async function spring() {
    const pack = '../scenario-packs/cart/templates/cart-reminder.yml';
    await text('/api/templates/cart-reminder', readFileSync(pack, 'utf8').replaceAll('context.items', 'event.items').replaceAll('context.total', 'event.total').replaceAll('context.link', 'event.link'));
    await text('/api/segments/regulars', 'id: regulars\ndescription: Ordered in the last half year\ncounters:\n  orders: {on: order.placed, value: event.total}\nif: orders.count(P180D) >= 1\n');
    await text('/api/campaigns/spring-sale', 'id: spring-sale\nsegment: regulars\ntopic: sales\nlocalTime: "10:00"\nholdout: {percent: 5}\ngoal: {on: order.placed, within: P7D, value: event.total}\ntemplate: cart-reminder\nchannels: [{via: email}, {via: sms}]\n');
    await text('/api/journeys/spring-offer', SPRING);
    await publish('spring-offer');
    const total = { amount: 450000, currency: 'RUB' };
    const items = [{ productId: 'tea', name: 'Green tea', quantity: 1, price: total }];
    const all = Array.from({ length: 500 }, (_, i) => `spring-${i}`);
    const told = { 'customer.updated': (id: string) => ({ firstName: 'Anna', email: `${id}@example.com` }), 'consent.changed': () => ({ channel: 'email', granted: true, source: 'checkout' }), 'x.spring': () => ({ items, total }) };
    await post(all.flatMap((subject) => Object.entries(told).map(([type, data]) => ({ type, subject, data: data(subject) }))));
    await expect.poll(async () => (await report('spring-offer')).total.sent, { timeout: 60_000 }).toBeGreaterThan(350);
    await post(all.filter((_, i) => i % 9 === 0).map((subject) => ({ type: 'order.placed', subject, data: { orderId: subject, number: subject, items, total } })));
    await expect.poll(async () => (await report('spring-offer')).total.converted, { timeout: 60_000 }).toBeGreaterThan(30);
}

test('pictures for the documentation', async ({ page }) => {
    test.skip(process.env.VESTNIK_PICTURES !== '1', 'VESTNIK_PICTURES=1 takes them anew');
    const picture = (name: string) => page.screenshot({ path: `${PICTURES}/${name}.png` });
    await spring();
    await page.setViewportSize({ width: 1280, height: 800 });
    await enter(page, 'en', 'light');
    const shown = {
        home: '',
        journeys: '/journeys',
        journey: '/journeys/spring-offer',
        campaign: '/campaigns/spring-sale',
        segment: '/segments/regulars',
        template: '/templates/cart-reminder',
        report: '/reports/journeys/spring-offer',
        customer: '/customers/main/console-anna',
        tasks: '/tasks',
    };
    for (const [name, path] of Object.entries(shown)) {
        await whole(page, path);
        if (name === 'customer') {
            await page.getByText('Why?').first().click();
        }
        if (name === 'journey') {
            await page.locator('.react-flow__node', { hasText: 'tell' }).click();
        }
        await page.waitForTimeout(1_500); // drawings and frames come to rest
        await picture(name);
    }
    await whole(page, '/journeys/console-call?tab=test');
    await page.getByRole('button', { name: 'Forward' }).click();
    await page.waitForTimeout(600);
    await picture('test-run');
    await whole(page, '/journeys/spring-offer?tab=simulate');
    await page.getByRole('checkbox', { name: 'v1' }).check();
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'What would have happened' })).toBeVisible();
    await page.waitForTimeout(600);
    await picture('simulation');
});
