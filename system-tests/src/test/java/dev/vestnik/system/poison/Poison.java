package dev.vestnik.system.poison;

/** One thing that must harm nothing but itself. */
sealed interface Poison permits GarbageRecord, ForgedDefinition, ForgedState, HostileDocument, HostileEvent {
    /** Every name and id that poison brings along begins so, and no name of the normal traffic does. */
    String MARK = "poison-";

    /** Names it in complaints. */
    String name();

    /** Does it, and says what must be seen of it. */
    Claim inflict(Site site) throws Exception;
}
