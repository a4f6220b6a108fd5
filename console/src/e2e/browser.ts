import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

export const key = process.env.VESTNIK_KEY ?? readFileSync('../data/api-key', 'utf8').trim();
const engine = process.env.VESTNIK_ENGINE ?? 'http://127.0.0.1:8081';
const ingest = process.env.VESTNIK_INGEST ?? 'http://127.0.0.1:8080';
const complaints: string[] = [];

/** What the browser complained of, broken rules of the page's policy among it, fails the test. */
export function noComplaints() {
    expect(complaints.splice(0)).toEqual([]);
}

export async function speak(page: Page, language: 'en' | 'ru', theme: 'light' | 'dark') {
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (4|5)\d\d|net::ERR_FAILED|Blocked script execution in 'about:srcdoc'/.test(message.text())) {
            complaints.push(message.text());
        }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.addInitScript(([spoken, scheme]) => {
        if (window.top === window) {
            localStorage.setItem('vestnik.language', spoken!);
            localStorage.setItem('mantine-color-scheme-value', scheme!);
        }
    }, [language, theme]);
}

/** Logs in through the page, in this language and theme. */
export async function enter(page: Page, language: 'en' | 'ru', theme: 'light' | 'dark', path = '/console') {
    await speak(page, language, theme);
    await page.goto(path);
    await page.locator('input[type=password]').fill(key);
    await page.locator('button[type=submit]').click();
    await expect(page.locator('.frame')).toBeVisible();
}

export const ready = (page: Page) => expect(page.locator('[role=status]')).toHaveCount(0);

/** A document of the engine as YAML; with a text, saved first. */
export async function text(path: string, yaml?: string): Promise<string> {
    const headers = { Authorization: `Bearer ${key}`, Accept: 'application/yaml' };
    if (yaml !== undefined) {
        const saved = await fetch(engine + path, { method: 'PUT', headers: { ...headers, Accept: '*/*', 'Content-Type': 'application/yaml' }, body: yaml });
        expect([200, 201], await saved.text()).toContain(saved.status);
    }
    return (await fetch(engine + path, { headers })).text();
}

/** The text that the tests' journeys send. */
export async function template() {
    await text('/api/templates/console-text', 'id: console-text\nlocales: {en: {sms: {text: "We called about order {{ event.number }}."}, push: {title: Your order, body: "We called about order {{ event.number }}."}}}\n');
}

export async function publish(id: string) {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${engine}/api/journeys/${id}/publish`, { method: 'POST', headers, body: '{}' });
    expect(answer.status, await answer.text()).toBe(200);
}

/** Ends a journey of a test and takes it away, so that a sandbox does not fill up with them. */
export async function remove(id: string) {
    const headers = { Authorization: `Bearer ${key}` };
    await fetch(`${engine}/api/journeys/${id}/archive`, { method: 'POST', headers });
    await fetch(`${engine}/api/journeys/${id}`, { method: 'DELETE', headers });
}

export async function report(id: string): Promise<{ total: { sent: number; converted: number } }> {
    return (await fetch(`${engine}/api/reports/journeys/${id}`, { headers: { Authorization: `Bearer ${key}` } })).json() as Promise<{ total: { sent: number; converted: number } }>;
}

export async function post(events: { type: string; subject: string; data: object }[]) {
    const time = new Date().toISOString();
    const body = events.map((event, i) => JSON.stringify({ specversion: '1.0', id: `${event.subject}-${i}`, source: '/shops/main', time, ...event })).join('\n');
    const answer = await fetch(`${ingest}/v1/events`, { method: 'POST', headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' }, body });
    expect(answer.status, await answer.text()).toBe(202);
}
