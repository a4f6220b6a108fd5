package dev.vestnik.engine.list;

import dev.vestnik.rules.campaign.CustomerList;

/**
 * A list of customers, with what is known of its file.
 *
 * @param author who uploaded it
 * @param duplicates lines that named a customer once more
 * @param broken lines that named none, and were passed over
 */
public record UploadedList(CustomerList list, String author, long duplicates, long broken) {
    String key() {
        return key(list.shop(), list.id());
    }

    static String key(String shop, String id) {
        return shop + "/" + id;
    }
}
