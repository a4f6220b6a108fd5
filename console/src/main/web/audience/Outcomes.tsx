import { useTranslation } from 'react-i18next';
import { useReasons } from '../i18n/reasons';

const ORDER = ['sent', 'control', 'held', 'skipped', 'not-entered', 'failed'];

/** What becomes of customers: how many, and why. */
export function Outcomes<T>({ outcomes, say }: { outcomes: Record<string, Record<string, T>> | undefined; say: (count: T) => string }) {
    const { t } = useTranslation();
    const reasons = useReasons();
    const rows = Object.entries(outcomes ?? {})
        .sort(([a], [b]) => (ORDER.indexOf(a) + 1 || 99) - (ORDER.indexOf(b) + 1 || 99))
        .flatMap(([outcome, of]) => Object.entries(of).map(([reason, count]): [string, string, T] => [outcome, reason, count]));
    if (rows.length === 0) {
        return null;
    }
    return (
        <table className="list small">
            <thead>
                <tr>
                    <th scope="col">{t('campaigns.becomes')}</th>
                    <th scope="col">{t('campaigns.why')}</th>
                    <th scope="col">{t('reports.customers')}</th>
                </tr>
            </thead>
            <tbody>
                {rows.map(([outcome, reason, count]) => (
                    <tr key={`${outcome} ${reason}`}>
                        <td>
                            <b>{reasons.outcome(outcome)}</b>
                        </td>
                        <td data-label={t('campaigns.why')}>
                            {reason === 'all' ? '' : reason} {outcome !== 'sent' && <span className="quiet">{reasons.means(outcome, reason)}</span>}
                        </td>
                        <td className="num nowrap" data-label={t('reports.customers')}>
                            {say(count)}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
