import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { at, get } from '../api/engine';
import { useSession } from '../api/session';
import { Answered } from '../app/parts';
import { OneDocument, SaveButton, useText } from '../documents/OneDocument';
import { say } from '../journeys/graph';
import { ShopChoice } from '../reports/parts';
import { DocumentForm } from './DocumentForm';

const FRESH = `# What holds for every shop; a shop may have its own under perShop.
zone: Europe/Moscow
locale: ru
quietHours: [{from: "21:00", to: "09:00"}]
caps: [{max: 3, per: P7D}]
`;
const PLACE = { path: '/api/settings/shop', name: 'settings', byItself: false, list: 'settings' };

export default function Settings() {
    const { t } = useTranslation();
    const text = useText(PLACE, FRESH);
    return (
        <OneDocument text={text} title={t('settings.title')} actions={text.mayWrite && <SaveButton draft={text.draft} />} form={<DocumentForm text={text} schema="settings" hidden={['perShop']} title={t('settings.form')} />}>
            <Effective etag={text.draft.etag} />
        </OneDocument>
    );
}

interface Holding {
    shop: string;
    settings: Record<string, { value: unknown; from: string }>;
    problems: string[];
}

/** What holds for a shop now, and which line of the document says so. */
function Effective({ etag }: { etag: string | null }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const [shop, setShop] = useState(me?.shops[0] ?? 'main');
    const query = useQuery({ queryKey: ['settings', 'effective', shop, etag], queryFn: ({ signal }) => get<Holding>(at`/api/settings/shop/effective?shop=${shop}`, signal) });
    return (
        <section className="card pad stack" aria-labelledby="effective">
            <h2 id="effective">{t('settings.effective')}</h2>
            <p className="quiet small">{t('settings.effectiveText')}</p>
            <div>
                <ShopChoice shop={shop} shops={me?.shops ?? []} choose={setShop} />
            </div>
            <Answered query={query}>
                {(effective) => (
                    <>
                        {(effective.problems ?? []).length > 0 && (
                            <div className="note bad" lang="en">
                                {effective.problems.join('; ')}
                            </div>
                        )}
                        <dl className="facts">
                            {Object.entries(effective.settings).map(([name, held]) => (
                                <div key={name} style={{ display: 'contents' }}>
                                    <dt>{t(`fields.${name}`, { defaultValue: name })}</dt>
                                    <dd>
                                        {say(held.value) || '–'}{' '}
                                        <span className={`pill plain ${held.from === 'default' ? '' : held.from.startsWith('perShop.') ? 'accent' : 'good'}`} style={{ whiteSpace: 'normal' }}>
                                            {held.from === 'default' ? t('settings.byDefault') : held.from}
                                        </span>
                                    </dd>
                                </div>
                            ))}
                        </dl>
                    </>
                )}
            </Answered>
        </section>
    );
}
