import { useTranslation } from 'react-i18next';
import { Pill } from '../app/parts';
import { All } from '../documents/All';

const fresh = (id: string) => `# ${id}: one text for all channels and languages.
id: ${id}
defaultLocale: en
locales:
  en:
    sms: {text: "{{ shop.name }}: order {{ event.number }} is on its way"}
    push: {title: On its way, body: "Order {{ event.number }}"}
    email:
      subject: On its way
      mjml: |
        <mjml>
          <mj-body>
            <mj-section>
              <mj-column>
                <mj-text>Hello{% if customer.firstName %}, {{ customer.firstName }}{% endif %}!</mj-text>
                <mj-text>Your order {{ event.number }} is on its way.</mj-text>
              </mj-column>
            </mj-section>
          </mj-body>
        </mjml>
`;

export default function Templates() {
    const { t } = useTranslation();
    return (
        <All
            kind="templates"
            fresh={fresh}
            columns={[
                { words: t('journeys.version'), cell: (one) => <span className="num">{one.version ?? '–'}</span> },
                { words: t('journeys.state'), cell: (one) => (one.draft ? <Pill tone="accent">{t('journeys.unpublished')}</Pill> : one.version ? <Pill tone="good">{t('templates.inForce')}</Pill> : null) },
            ]}
        />
    );
}
