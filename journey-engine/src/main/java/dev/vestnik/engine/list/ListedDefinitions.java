package dev.vestnik.engine.list;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.rules.campaign.CustomerLists;
import dev.vestnik.rules.definition.Definitions;

/** The published definitions together with the lists of customers that campaigns name. */
final class ListedDefinitions implements DefinitionsSource {
    private final DefinitionsSource published;
    private final ListLog lists;
    private volatile Both last = new Both(Definitions.EMPTY, CustomerLists.NONE, Definitions.EMPTY);

    private record Both(Definitions published, CustomerLists lists, Definitions together) {
        private boolean isOf(Definitions other, CustomerLists others) {
            return published == other && lists == others; // neither is ever changed
        }
    }

    ListedDefinitions(DefinitionsSource published, ListLog lists) {
        this.published = published;
        this.lists = lists;
    }

    @Override
    public Definitions current() {
        Definitions plain = published.current();
        CustomerLists listed = lists.current();
        Both both = last;
        if (!both.isOf(plain, listed)) {
            both = new Both(plain, listed, plain.reaching(plain.audiences().with(listed)));
            last = both;
        }
        return both.together();
    }

    @Override
    public void awaitRevision(long revision) throws InterruptedException {
        published.awaitRevision(revision);
    }
}
