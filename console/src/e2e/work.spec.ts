import { expect, test, type Page } from '@playwright/test';
import { enter, key, noComplaints, post, ready, remove, template, text } from './browser';

test.beforeAll(template);

const made: string[] = [];

const name = (kind: string) => {
    const id = `console-${kind}-${Date.now()}`;
    made.push(id);
    return id;
};

test.afterEach(noComplaints);

test.afterAll(async () => {
    await Promise.all(made.map(remove));
});

/** Puts a text into the editor as a person does: everything is chosen and typed over. */
async function write(page: Page, document: string) {
    await page.locator('.cm-content').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(document);
}

const journey = (id: string, template = 'console-text', more = '') => `# Typed by a test.
id: ${id}
class: service
entry: {on: order.shipped, key: event.orderId}
start: tell
steps:
  tell:
    type: message
    template: ${template}
    channels: [{via: sms}]   # by SMS alone${more}
`;

test('a journey from nothing to a message, with the why of it', async ({ page }) => {
    const id = name('new');
    await enter(page, 'en', 'light', '/console/journeys');
    await page.getByRole('button', { name: 'New journey' }).click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(id);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    await write(page, journey(id, 'no-such-template'));
    await expect(page.getByText('1 fault · Kept in this browser')).toBeVisible();
    await expect(page.locator('.react-flow__node .step.faulty .name')).toHaveText('tell');
    await write(page, journey(id));
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Publish …' }).click();
    await expect(page.getByText('Publishing makes version 1.')).toBeVisible();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Version 1 is published.')).toBeVisible();
    await expect(page.locator('h1 + .pill')).toHaveText('Live');
    expect(await text(`/api/journeys/${id}`)).toBe(journey(id)); // comments and order are kept, byte for byte

    await post([
        { type: 'customer.updated', subject: id, data: { firstName: '<img src=x onerror="window.bad=1">', phone: '+74956460054' } },
        { type: 'order.shipped', subject: id, data: { orderId: id, number: '1', carrier: 'Parcel', trackingUrl: 'https://track.example.com/1' } },
    ]);
    await expect(async () => {
        await page.goto(`/console/customers/main/${id}`);
        await expect(page.locator('.timeline').getByText('sent', { exact: true }).first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(page.getByText('<img src=x onerror="window.bad=1">')).toBeVisible();
    expect(await page.evaluate(() => 'bad' in window)).toBe(false);
    await page.locator('.timeline li', { hasText: id }).last().getByText('Why?').click();
    await page.getByRole('button', { name: `Explain the journey ${id}` }).click();
    await expect(page.getByRole('heading', { name: `${id}: why, or why not` })).toBeFocused();
    await expect(page.getByText('Events that could start it')).toBeVisible();
});

test('a journey is built by forms and by hand, and its text keeps the rest', async ({ page }) => {
    const id = name('built');
    await text(`/api/journeys/${id}`, journey(id));
    await enter(page, 'en', 'light', `/console/journeys/${id}`);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.locator('.react-flow__node', { hasText: 'tell' }).click();
    await expect(page.getByRole('heading', { name: 'Message: tell' })).toBeVisible();
    await page.getByRole('button', { name: '+ Delay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'sent', exact: true }).click();
    await page.getByLabel('For', { exact: true }).fill('PT2H');
    await page.keyboard.press('Tab');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    expect(await text(`/api/journeys/${id}`)).toBe(`${journey(id)}    onSent: delay\n  delay: {type: delay, for: PT2H}\n`);
    await page.locator('.react-flow__node', { hasText: 'delay' }).last().focus();
    await page.getByRole('button', { name: 'Remove the step' }).click();
    await expect(async () => expect(await text(`/api/journeys/${id}`)).toBe(journey(id))).toPass();
});

test('a ready scenario becomes a draft, with the texts that it needs', async ({ page }) => {
    await enter(page, 'en', 'light', '/console/journeys');
    await ready(page);
    await page.getByRole('button', { name: 'Begin from a ready one' }).click();
    const take = page.getByRole('button', { name: 'Take welcome', exact: true });
    await expect(take.or(page.getByText('already here').first()).first()).toBeVisible();
    if (await take.isVisible()) {
        made.push('welcome');
        await take.click();
        await expect(page.getByText('Saved', { exact: true })).toBeVisible();
        expect(await text('/api/journeys/welcome')).toContain('# A new account');
    }
});

test('a campaign from a segment to the outbox, with its forecast before and its report after', async ({ page }) => {
    const id = name('news');
    await post([
        { type: 'customer.updated', subject: id, data: { firstName: id, email: `${id}@example.com` } },
        { type: 'consent.changed', subject: id, data: { channel: 'email', granted: true, source: 'checkout' } },
    ]);
    await text(`/api/templates/${id}`, `id: ${id}\nlocales: {en: {email: {subject: News, mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>News</mj-text></mj-column></mj-section></mj-body></mjml>"}}}\n`);
    await text(`/api/segments/${id}`, `id: ${id}\nif: customer.firstName == "${id}"\n`);
    await enter(page, 'en', 'light', `/console/segments/${id}`);
    await expect(page.locator('.figure', { hasText: /^1$/ })).toBeVisible();
    await page.getByLabel('Customer id').fill(id);
    await page.getByRole('button', { name: 'Look' }).click();
    await expect(page.getByText('is in it', { exact: true })).toBeVisible();

    await page.goto('/console/campaigns');
    await page.getByRole('button', { name: 'New campaign' }).click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(id);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByLabel('Segment', { exact: true }).selectOption(id);
    await page.getByLabel('Control group, percent').fill('');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('It is for 1 of')).toBeVisible();
    await page.getByRole('button', { name: 'Launch …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Launch', exact: true }).click();
    await expect(page.getByText('It is launched.')).toBeVisible();
    await expect(page.locator('h1 ~ .pill').first()).toHaveText('done');
    await page.getByRole('link', { name: 'What it brought' }).click();
    await expect(page.locator('.tile', { hasText: 'Sent' }).locator('.figure')).toHaveText('1');
});

test('a simulation says what a draft would have done', async ({ page }) => {
    const id = name('simulated');
    await text(`/api/journeys/${id}`, journey(id));
    await enter(page, 'en', 'light', `/console/journeys/${id}?tab=simulate`);
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'What would have happened' })).toBeVisible();
    await expect(page.getByText('runs that began')).toBeVisible();
});

test('a template is looked at in every channel while it is written', async ({ page }) => {
    const id = name('text');
    await text(`/api/templates/${id}/draft`, `id: ${id}\ndefaultLocale: en\nlocales: {en: {sms: {text: "Order {{ event.number }} is on its way"}, email: {subject: On its way, mjml: "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text><mj-raw><script>parent.bad=1</script></mj-raw></mj-column></mj-section></mj-body></mjml>"}}}\n`);
    await enter(page, 'en', 'light', `/console/templates/${id}`);
    await expect(page.frameLocator('iframe').getByText('Hello')).toBeVisible();
    expect(await page.evaluate(() => 'bad' in window)).toBe(false);
    await page.getByRole('button', { name: 'SMS', exact: true }).click();
    await expect(page.locator('.bubble')).toContainText('is on its way');
    await expect(page.getByText('1 part', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Bring into force' }).click();
    await expect(page.getByText('Version 1 is in force.')).toBeVisible();
});

test('two who write the same draft are told of each other', async ({ page }) => {
    const id = name('two');
    await text(`/api/journeys/${id}`, journey(id));
    await enter(page, 'en', 'light', `/console/journeys/${id}`);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await text(`/api/journeys/${id}`, journey(id, 'console-text', ', they say'));
    await write(page, journey(id, 'console-text', ', I say'));
    await expect(page.getByText('Somebody else has changed it meanwhile')).toBeVisible();
    await expect(page.locator('.cm-deletedChunk')).toContainText('they say');
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    expect(await text(`/api/journeys/${id}`)).toContain('I say');
});

test('a text is kept while the engine is away, and comes back', async ({ page }) => {
    const id = name('away');
    await text(`/api/journeys/${id}`, journey(id));
    await enter(page, 'en', 'light', `/console/journeys/${id}`);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.route('**/api/**', (route) => route.abort());
    await write(page, journey(id, 'console-text', ', written in the dark'));
    await expect(page.getByText('The engine does not answer').first()).toBeVisible();
    await page.unroute('**/api/**');
    await page.reload();
    expect(await text(`/api/journeys/${id}`)).not.toContain('written in the dark'); // it is sent when its author says so
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    expect(await text(`/api/journeys/${id}`)).toContain('written in the dark');
});

test('a key sees what its roles may do, and no more', async ({ page }) => {
    await page.route('**/api/me', (route) => route.fulfill({ json: { name: 'support', roles: ['support'], shops: ['main'] } }));
    await enter(page, 'en', 'light');
    await expect(page.getByRole('link', { name: 'Tasks', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Journeys', exact: true })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Audit', exact: true })).toHaveCount(0);
});

test('a wrong key is refused in words, and none is kept', async ({ page }) => {
    await page.goto('/console');
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The engine does not know this key.')).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('wrong');
});

test('the keyboard reaches every page', async ({ page }) => {
    await enter(page, 'en', 'light');
    await page.keyboard.press('Tab');
    for (const name of ['Journeys', 'Campaigns', 'Segments', 'Templates', 'Offers', 'Reports', 'Customers', 'Tasks', 'Settings', 'Operations', 'Audit']) {
        const link = page.getByRole('link', { name, exact: true });
        for (let i = 0; i < 20 && !(await link.evaluate((one) => one === document.activeElement)); i++) {
            await page.keyboard.press('Tab');
        }
        await expect(link).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(page.locator('h1')).toHaveText(name);
        await ready(page);
    }
    expect(key.length).toBeGreaterThan(0);
});
