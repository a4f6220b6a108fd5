import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, at } from '../api/engine';
import { useMay, useSession } from '../api/session';
import { Answered, Pill, Segments, Trouble } from '../app/parts';
import { major } from '../reports/figures';
import { ShopChoice } from '../reports/parts';
import { inTheme, smsParts } from './sms';

export type Channel = 'email' | 'sms' | 'push';
type Width = 'phone' | 'tablet' | 'desktop';
const WIDTHS: Record<Width, number> = { phone: 375, tablet: 768, desktop: 1024 };
const ALL = '*';

interface Shown {
    channel: Channel;
    language: string;
    text: { text?: string; subject?: string; html?: string; title?: string; body?: string; url?: string; imageUrl?: string };
    sampled?: string[];
}

/** The text as customers get it: made-up values, or those of a customer. */
export function Preview({ id, languages, channels, version, state }: { id: string; languages: string[]; channels: Channel[]; version: string | undefined; state: string | null }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const [wanted, setChannel] = useState<Channel>(channels[0]!);
    const channel = channels.includes(wanted) ? wanted : channels[0]!;
    const [language, setLanguage] = useState(ALL);
    const [width, setWidth] = useState<Width>('phone');
    const [dark, setDark] = useState(false);
    const [shop, setShop] = useState(me?.shops[0] ?? 'main');
    const [typed, setTyped] = useState('');
    const [customer, setCustomer] = useState('');
    const shown = language === ALL || !languages.includes(language) ? languages : [language];
    return (
        <section className="card pad stack" aria-labelledby="preview">
            <h2 id="preview">{t('templates.preview')}</h2>
            <div className="row">
                <Segments label={t('templates.channel')} value={channel} options={channels.map((one): [Channel, string] => [one, t(`templates.by.${one}`)])} choose={setChannel} />
                {languages.length > 1 && <Segments label={t('language.switch')} value={language} options={[[ALL, t('templates.sideBySide')], ...languages.map((one): [string, string] => [one, one])]} choose={setLanguage} />}
                {channel === 'email' && (
                    <>
                        <Segments label={t('templates.width')} value={width} options={(Object.keys(WIDTHS) as Width[]).map((one): [Width, string] => [one, t(`templates.widths.${one}`)])} choose={setWidth} />
                        <Segments label={t('templates.theme')} value={dark ? 'dark' : 'light'} options={[['light', t('templates.light')], ['dark', t('templates.dark')]]} choose={(one) => setDark(one === 'dark')} />
                    </>
                )}
            </div>
            <form
                className="row"
                style={{ alignItems: 'flex-end' }}
                onSubmit={(event: FormEvent) => {
                    event.preventDefault();
                    setCustomer(typed.trim());
                }}
            >
                <TextInput label={t('templates.withCustomer')} description={t('templates.withCustomerHelp')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
                <ShopChoice shop={shop} shops={me?.shops ?? []} choose={setShop} />
                <Button type="submit" variant="default">
                    {t('templates.show')}
                </Button>
            </form>
            <div className={shown.length > 1 && channel !== 'email' ? 'two' : 'stack'}>
                {shown.map((one) => (
                    <OneText key={one} id={id} channel={channel} language={one} version={version} state={state} whose={customer === '' ? null : { customer, shop }} width={WIDTHS[width]} dark={dark} />
                ))}
            </div>
            <TestMessage id={id} channel={channel} shop={shop} />
        </section>
    );
}

function OneText({ id, channel, language, version, state, whose, width, dark }: { id: string; channel: Channel; language: string; version: string | undefined; state: string | null; whose: { customer: string; shop: string } | null; width: number; dark: boolean }) {
    const { t } = useTranslation();
    const query = useQuery({
        queryKey: ['preview', id, channel, language, version, state, whose],
        queryFn: async ({ signal }) => (await ask<Shown>(at`/api/templates/${id}/preview`, { method: 'POST', json: { channel, locale: language, version, sample: true, ...whose }, signal })).body,
        enabled: state !== null,
        placeholderData: (before) => (before?.channel === channel ? before : undefined),
        retry: false,
        staleTime: 60_000,
    });
    return (
        <div className="stack tight" style={{ minWidth: 0 }}>
            <h3 lang={language}>{language}</h3>
            {state === null && query.data === undefined ? <p className="quiet">{t('templates.faulty')}</p> : (
                <Answered query={query}>
                    {({ text, sampled }) => (
                        <>
                            {channel === 'sms' && <Sms text={text.text ?? ''} />}
                            {channel === 'push' && <Push title={text.title ?? ''} body={text.body ?? ''} url={text.url} />}
                            {channel === 'email' && <Email subject={text.subject ?? ''} html={text.html ?? ''} width={width} dark={dark} label={`${t('templates.by.email')}: ${language}`} />}
                            {(sampled ?? []).length > 0 && <p className="quiet small">{t('templates.madeUp', { names: sampled!.join(', ') })}</p>}
                        </>
                    )}
                </Answered>
            )}
        </div>
    );
}

const PRICE = 'vestnik.smsPrice';

function Sms({ text }: { text: string }) {
    const { t, i18n } = useTranslation();
    const [price, setPrice] = useState(() => localStorage.getItem(PRICE) ?? '');
    const { parts, gsm, units } = smsParts(text);
    const each = Number(price.replace(',', '.'));
    return (
        <>
            <div className="bubble">{text}</div>
            <div className="row small">
                <Pill tone={parts > 2 ? 'warn' : 'good'}>{t('templates.parts', { count: parts })}</Pill>
                <span className="quiet">{t(gsm ? 'templates.gsm' : 'templates.unicode', { units })}</span>
            </div>
            <div className="row small" style={{ alignItems: 'flex-end' }}>
                <TextInput
                    size="xs"
                    label={t('templates.price')}
                    inputMode="decimal"
                    value={price}
                    onChange={(event) => {
                        setPrice(event.currentTarget.value);
                        localStorage.setItem(PRICE, event.currentTarget.value);
                    }}
                    style={{ width: 130 }}
                />
                {price.trim() !== '' && Number.isFinite(each) && <b className="num">{t('templates.costs', { price: major(parts * each, '', i18n.language).trim(), thousand: major(parts * each * 1000, '', i18n.language).trim() })}</b>}
            </div>
        </>
    );
}

function Push({ title, body, url }: { title: string; body: string; url?: string }) {
    const { t } = useTranslation();
    return (
        <>
            <div className="pushed">
                <b>{title}</b>
                <span>{body}</span>
            </div>
            {url && <p className="quiet small">{t('templates.opens', { url })}</p>}
        </>
    );
}

/** The page in a frame of its own: no script of it runs, and pictures of other hosts are not loaded. */
function Email({ subject, html, width, dark, label }: { subject: string; html: string; width: number; dark: boolean; label: string }) {
    const { t } = useTranslation();
    return (
        <>
            <p>
                <span className="quiet">{t('templates.subject')}:</span> <b>{subject}</b>
            </p>
            <div className="scroll" tabIndex={0} role="region" aria-label={label}>
                <iframe title={label} sandbox="" srcDoc={inTheme(html, dark)} style={{ width, height: 560, border: '1px solid var(--line)', borderRadius: 8, background: dark ? '#121212' : '#ffffff', colorScheme: dark ? 'dark' : 'light' }} />
            </div>
            <p className="quiet small">{t('templates.noPictures')}</p>
        </>
    );
}

/** Sends the text in force to one customer, such as oneself. */
function TestMessage({ id, channel, shop }: { id: string; channel: Channel; shop: string }) {
    const { t } = useTranslation();
    const may = useMay();
    const [customer, setCustomer] = useState('');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    if (!may('support')) {
        return null;
    }
    async function send(event: FormEvent) {
        event.preventDefault();
        setBusy(true);
        setError(null);
        try {
            await ask(at`/api/customers/${customer.trim()}/messages?shop=${shop}`, { method: 'POST', json: { template: id, channels: [channel] } });
            notifications.show({ message: t('templates.sent'), color: 'green' });
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }
    return (
        <details>
            <summary>{t('templates.test')}</summary>
            <form className="stack tight" style={{ paddingTop: 8 }} onSubmit={(event) => void send(event)}>
                <p className="quiet small">{t('templates.testText')}</p>
                <div className="row" style={{ alignItems: 'flex-end' }}>
                    <TextInput label={t('customers.id')} value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} />
                    <Button type="submit" variant="default" loading={busy} disabled={customer.trim() === ''}>
                        {t('templates.send', { channel: t(`templates.by.${channel}`) })}
                    </Button>
                </div>
                {error !== null && <Trouble error={error} />}
            </form>
        </details>
    );
}
