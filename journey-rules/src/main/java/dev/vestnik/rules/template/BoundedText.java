package dev.vestnik.rules.template;

import liqp.RenderTransformer;
import liqp.TemplateContext;

/** Puts texts together, up to a length. */
final class BoundedText implements RenderTransformer {
    private static final int LONGEST = 400_000;

    @Override
    public ObjectAppender.Controller newObjectAppender(TemplateContext context, int estimatedNumberOfAppends) {
        return new Appender(Run.of(context));
    }

    @Override
    public Object transformObject(TemplateContext context, Object text) {
        return text.toString();
    }

    private static final class Appender implements ObjectAppender.Controller {
        private final StringBuilder text = new StringBuilder();
        private final Run run;

        Appender(Run run) {
            this.run = run;
        }

        @Override
        public void append(Object part) {
            String more = String.valueOf(part);
            run.work(more.length());
            if (text.length() + more.length() > LONGEST) {
                throw new Unrenderable("is longer than " + LONGEST + " characters");
            }
            text.append(more);
        }

        @Override
        public Object getResult() {
            return text.toString();
        }
    }
}
