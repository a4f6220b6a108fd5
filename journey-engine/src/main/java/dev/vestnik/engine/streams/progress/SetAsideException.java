package dev.vestnik.engine.streams.progress;

/** Why an input is set aside. Its message quotes no data of customers. */
public abstract class SetAsideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected SetAsideException(String reason) {
        super(reason);
    }
}
