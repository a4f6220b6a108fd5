package dev.vestnik.rules.owner;

/** The words of a customer's key and a visitor's about a move, beside the state itself. */
public enum MoveWord {
    /** To the visitor: the customer has all of it. */
    TAKEN,
    /** To the visitor: the customer does not want it any more, having been erased since. */
    DISCARDED,
    /** To the visitor: the customer was erased. */
    ERASE,
    /** To the customer: the visitor's key has nothing any more. */
    ERASED
}
