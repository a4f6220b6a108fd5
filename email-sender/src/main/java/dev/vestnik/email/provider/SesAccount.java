package dev.vestnik.email.provider;

import static dev.vestnik.sender.http.ProviderAccount.Checks.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that Amazon SES needs beside those of every provider.
 *
 * @param accessKeyId the id of the access key whose secret is the account's key
 * @param region as Amazon writes it: {@code eu-west-1}
 * @param configurationSet the configuration set that publishes events; absent: the identity's own
 * @param topic the ARN of the SNS topic whose reports are believed; absent: none are
 */
public record SesAccount(
        @Nullable String accessKeyId,
        @Nullable String region,
        @Nullable String configurationSet,
        @Nullable String topic) {
    private static final Pattern KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
    private static final Pattern SET = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]{0,16}:sns:[a-z0-9-]{5,32}:[0-9]{12}:[A-Za-z0-9_-]{1,256}");

    /** Everything that is wrong, each beginning with its property. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        check(
                problems,
                accessKeyId != null && KEY_ID.matcher(accessKeyId).matches(),
                "access-key-id: is required: capital letters and digits");
        check(problems, region != null && REGION.matcher(region).matches(), "region: is required: eu-west-1");
        check(
                problems,
                configurationSet == null || SET.matcher(configurationSet).matches(),
                "configuration-set: letters, digits, '_', '-'");
        check(
                problems,
                topic == null || TOPIC.matcher(topic).matches(),
                "topic: must be the ARN of an SNS topic (not FIFO)");
        return problems;
    }

    /** The region's public address. */
    URI address() {
        String known = region != null && REGION.matcher(region).matches() ? region : "region";
        String suffix = known.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return URI.create("https://email." + known + suffix);
    }
}
