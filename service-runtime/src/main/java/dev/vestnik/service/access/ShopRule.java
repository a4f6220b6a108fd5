package dev.vestnik.service.access;

import dev.vestnik.service.problem.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Says how the shop that a call concerns is found, and refuses callers whose shops it is not among. */
@FunctionalInterface
public interface ShopRule {
    /** The call concerns no shop, but the service. */
    ShopRule NONE = call -> {};

    /** Only what the handler reads (a body, a record) tells the shop: it has to ask {@link Caller#worksFor}. */
    ShopRule HANDLER = call -> {};

    /** The call concerns every shop there is and will be. */
    ShopRule EVERY = call -> {
        if (!call.caller().worksForAll()) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "this concerns every shop, and the caller \""
                            + call.caller().name() + "\" is for "
                            + call.caller().shopsInWords());
        }
    };

    /**
     * Does not block.
     *
     * @throws org.springframework.web.ErrorResponseException 403 or 404 when the caller's shops are not the call's
     */
    void check(Call call);

    /** Both are asked, this one first. */
    default ShopRule and(ShopRule other) {
        return call -> {
            check(call);
            other.check(call);
        };
    }

    /** A parameter of the query names the shop. */
    static ShopRule parameter(String name, String otherwise) {
        return call -> {
            List<String> values = call.query().getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "the parameter " + name + " is given twice");
            }
            String value = values.isEmpty() ? null : values.getFirst();
            require(call.caller(), value == null || value.isEmpty() ? otherwise : value);
        };
    }

    /** @throws org.springframework.web.ErrorResponseException 403 when the shop is not one of the caller's */
    static void require(Caller caller, String shop) {
        if (!caller.worksFor(shop)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "this is of the shop " + shop + ", and the caller \"" + caller.name() + "\" is for "
                            + caller.shopsInWords());
        }
    }
}
