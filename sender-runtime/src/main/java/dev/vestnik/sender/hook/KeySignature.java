package dev.vestnik.sender.hook;

/**
 * A secret word in the hook's address, for providers that sign nothing: {@code ?key=SECRET}.
 *
 * @param parameter the parameter of the query
 */
public record KeySignature(String parameter, HookSecrets secrets) implements HookSignature {

    @Override
    public Verdict check(Hook hook) {
        try {
            return HookSignature.of(hook.parameter(parameter).map(secrets::has).orElse(false));
        } catch (UnreadableHookException e) {
            return Verdict.FORGED;
        }
    }
}
