import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { at } from '../api/engine';
import { useSession } from '../api/session';
import { allOf } from '../documents/All';
import { ChoiceField, ManyField, NumberField, TextField } from '../documents/fields';
import { useWriter, valueOf, type Text } from '../documents/OneDocument';
import { say } from '../journeys/graph';
import { Lists, listsOf } from './Lists';

const KEYS = ['id', 'description', 'shops', 'segment', 'list', 'topic', 'priority', 'at', 'localTime', 'perSecond', 'holdout', 'exit', 'goal', 'template', 'within', 'until', 'via', 'outranked', 'channels'];
const CHANNELS = ['push', 'email', 'sms'] as const;

const fields = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {});
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** A campaign step by step; each answer is a line of its text. */
export function CampaignForm({ text }: { text: Text }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const { draft, reading, mayWrite } = text;
    const write = useWriter(draft, KEYS);
    const segments = useQuery(allOf('segments'));
    const templates = useQuery(allOf('templates'));
    const value = (key: string) => valueOf(reading, key);
    const shop = say(Array.isArray(value('shops')) ? (value('shops') as unknown[])[0] : undefined) || me?.shops[0] || 'main';
    const lists = useQuery(listsOf(shop));
    const ids = (all: { id: string }[] | undefined) => (all ?? []).map((one) => one.id);
    const goal = fields(value('goal'));
    const disabled = !mayWrite || reading.error !== null;

    return (
        <fieldset className="plain stack" disabled={disabled} aria-label={t('campaigns.title')}>
            <Step number={1} title={t('campaigns.step.whom')}>
                <div className="fields">
                    <ChoiceField label={t('campaigns.segment')} help={t('campaigns.segmentHelp')} value={say(value('segment'))} options={ids(segments.data)} none={t('campaigns.everybody')} write={(one) => write(['segment'], one)} />
                    <ChoiceField label={t('campaigns.list')} help={t('campaigns.listHelp')} value={say(value('list'))} options={ids(lists.data)} none={t('campaigns.noList')} write={(one) => write(['list'], one)} />
                </div>
                {mayWrite && <Lists shop={shop} uploaded={(list) => write(['list'], list)} />}
            </Step>
            <Step number={2} title={t('campaigns.step.what')}>
                <div className="fields">
                    <ChoiceField label={t('campaigns.template')} value={say(value('template'))} options={ids(templates.data)} write={(one) => write(['template'], one)} help={say(value('template')) !== '' && <Link to={at`/templates/${say(value('template'))}`}>{t('campaigns.seeTemplate')}</Link>} />
                    <TextField label={t('campaigns.topic')} help={t('campaigns.topicHelp')} value={say(value('topic'))} write={(one) => write(['topic'], one)} />
                    <Channels text={text} write={write} />
                    <TextField label={t('campaigns.within')} help={t('campaigns.withinHelp')} value={say(value('within'))} placeholder="PT8H" write={(one) => write(['within'], one)} />
                </div>
            </Step>
            <Step number={3} title={t('campaigns.step.when')}>
                <div className="fields">
                    <TextField label={t('campaigns.at')} help={t('campaigns.atHelp')} value={say(value('at'))} placeholder="2026-12-01T09:00:00+03:00" write={(one) => write(['at'], one)} />
                    <TextField label={t('campaigns.localTime')} help={t('campaigns.localTimeHelp')} value={say(value('localTime'))} placeholder="10:00" write={(one) => write(['localTime'], one)} />
                    <NumberField label={t('campaigns.perSecond')} help={t('campaigns.perSecondHelp')} min={1} value={number(value('perSecond'))} write={(one) => write(['perSecond'], one)} />
                </div>
            </Step>
            <Step number={4} title={t('campaigns.step.control')}>
                <div className="fields">
                    <NumberField label={t('campaigns.holdout')} help={t('campaigns.holdoutHelp')} min={0} max={100} value={number(fields(value('holdout')).percent)} write={(one) => write(one === undefined ? ['holdout'] : ['holdout', 'percent'], one)} />
                    <TextField label={t('campaigns.goal')} help={t('campaigns.goalHelp')} value={say(goal.on)} placeholder="order.placed" write={(one) => write(one === undefined ? ['goal'] : ['goal', 'on'], one)} />
                    {goal.on !== undefined && (
                        <>
                            <TextField label={t('campaigns.goalWithin')} value={say(goal.within)} placeholder="P7D" write={(one) => write(['goal', 'within'], one)} />
                            <TextField label={t('campaigns.goalValue')} value={say(goal.value)} placeholder="event.total" write={(one) => write(['goal', 'value'], one)} />
                        </>
                    )}
                </div>
            </Step>
        </fieldset>
    );
}

function Step({ number: n, title, children }: { number: number; title: string; children: ReactNode }) {
    return (
        <section className="card pad stack" aria-label={title}>
            <h2>
                <span className="quiet">{n}</span> {title}
            </h2>
            {children}
        </section>
    );
}

/** The channels in the order in which they are tried. */
function Channels({ text, write }: { text: Text; write: (path: (string | number)[], value: unknown) => void }) {
    const { t } = useTranslation();
    const found = valueOf(text.reading, 'channels');
    const all = (Array.isArray(found) ? (found as unknown[]) : []).map((one) => say(fields(one).via));
    function choose(wanted: string[]) {
        const gone = all.findIndex((one) => !wanted.includes(one));
        const come = wanted.find((one) => !all.includes(one));
        if (come !== undefined) {
            write(['channels', all.length], { via: come });
        } else if (gone !== -1) {
            write(['channels', gone], undefined);
        }
    }
    return <ManyField label={all.length > 1 ? `${t('campaigns.channels')}: ${all.join(' → ')}` : t('campaigns.channels')} value={all} options={CHANNELS} write={choose} />;
}
