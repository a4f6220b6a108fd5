import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask, at, Problem } from '../api/engine';
import { Pill, Trouble } from '../app/parts';
import { allPacks, type Scenario } from './packs';

/** The ready scenarios: one is taken as a draft, with the texts that it needs and that are not there yet. */
export default function Gallery({ taken, close }: { taken: ReadonlySet<string>; close: () => void }) {
    const { t } = useTranslation();
    const navigate = useNavigate();
    const packs = useMemo(allPacks, []);
    const [busy, setBusy] = useState<string | null>(null);
    const [error, setError] = useState<unknown>(null);

    async function take(scenario: Scenario) {
        setBusy(scenario.id);
        setError(null);
        try {
            for (const need of scenario.needs) {
                await bring(need.path, need.text);
            }
            close();
            await navigate(at`/journeys/${scenario.id}`, { state: taken.has(scenario.id) ? null : { text: scenario.text } });
        } catch (caught) {
            setError(caught);
            setBusy(null);
        }
    }

    return (
        <Modal opened onClose={close} size="xl" title={t('packs.title')} closeButtonProps={{ 'aria-label': t('close') }}>
            <div className="stack" style={{ gap: 20 }}>
                <p className="quiet">{t('packs.lead')}</p>
                {error !== null && <Trouble error={error} />}
                {packs.map((pack) => (
                    <section key={pack.name} className="stack tight" aria-label={pack.title}>
                        <h3 lang="en">{pack.title}</h3>
                        <p className="quiet small" lang="en">
                            {pack.what}
                        </p>
                        <ul className="stack tight">
                            {pack.scenarios.map((scenario) => (
                                <li key={scenario.id} className="note" style={{ alignItems: 'center' }}>
                                    <div style={{ minWidth: 0 }}>
                                        <b>{scenario.id}</b>
                                        <div className="small" lang="en">
                                            {scenario.what}
                                        </div>
                                        {scenario.needs.length > 0 && <div className="small quiet">{t('packs.needs', { names: scenario.needs.map((need) => need.id).join(', ') })}</div>}
                                    </div>
                                    {taken.has(scenario.id) ? (
                                        <Pill>{t('packs.there')}</Pill>
                                    ) : (
                                        <Button size="xs" variant="default" loading={busy === scenario.id} disabled={busy !== null} aria-label={t('packs.takeOne', { id: scenario.id })} onClick={() => void take(scenario)}>
                                            {t('packs.take')}
                                        </Button>
                                    )}
                                </li>
                            ))}
                        </ul>
                    </section>
                ))}
            </div>
        </Modal>
    );
}

/** Saves a document where there is none of its name: what the shop has stays. */
async function bring(path: string, text: string) {
    try {
        await ask(path, { method: 'PUT', yaml: text, ifMatch: '"0"' });
    } catch (error) {
        if (!(error instanceof Problem && (error.status === 409 || error.status === 412))) {
            throw error;
        }
    }
}
