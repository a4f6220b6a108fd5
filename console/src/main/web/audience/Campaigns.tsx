import { useTranslation } from 'react-i18next';
import { Pill } from '../app/parts';
import { All } from '../documents/All';

const fresh = (id: string) => `# ${id}: one message to many.
id: ${id}
topic: news
holdout: {percent: 5}
template: ${id}
channels: [{via: email}]
`;

export default function Campaigns() {
    const { t } = useTranslation();
    return (
        <All
            kind="campaigns"
            fresh={fresh}
            columns={[
                { words: t('campaigns.launches'), cell: (one) => <span className="num">{one.version ?? '–'}</span> },
                {
                    words: t('journeys.state'),
                    cell: (one) => <Pill tone={one.stage === 'live' ? 'good' : one.stage === 'paused' ? 'warn' : ''}>{t(`campaigns.stage.${one.stage === 'live' ? 'launched' : one.stage === 'archived' ? 'cancelled' : one.stage}`)}</Pill>,
                },
            ]}
        />
    );
}
