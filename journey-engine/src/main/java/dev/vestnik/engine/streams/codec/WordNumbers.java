package dev.vestnik.engine.streams.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a scope's words: those of the {@link Dictionary} from 1, then each word in the order in which it came. One table for
 * both, with open addressing, so that a word is looked up and added in one go and nothing is allocated for it: a state is written
 * for most events, and words are most of it. A word that many others collide with is not looked for far: it is written in full each time.
 */
final class WordNumbers {
    private static final int SMALLEST = 512;
    /** Far more than words that were not made to collide need. */
    private static final int FARTHEST = 64;

    private static final int NOWHERE = -1;
    /** The dictionary's words alone. */
    private static final WordNumbers EMPTY = new WordNumbers(Dictionary.words());

    private @Nullable String[] words;
    private int[] numbers;
    /** The places of this scope's words; a scope that ends frees these places alone. */
    private int[] places = new int[32];

    private int placed;
    private int last;

    WordNumbers() {
        words = EMPTY.words.clone();
        numbers = EMPTY.numbers.clone();
        last = EMPTY.last;
    }

    private WordNumbers(List<String> known) {
        words = new @Nullable String[SMALLEST];
        numbers = new int[SMALLEST];
        last = known.size();
        for (int i = 0; i < known.size(); i++) {
            int place = place(known.get(i));
            if (words[place] == null) { // a word that stands twice has its first number
                words[place] = known.get(i);
                numbers[place] = i + 1;
            }
        }
    }

    /** Begins a scope. */
    void reset() {
        if (words.length > SMALLEST) {
            words = EMPTY.words.clone();
            numbers = EMPTY.numbers.clone();
            places = new int[32];
        } else {
            for (int i = 0; i < placed; i++) {
                words[places[i]] = null;
            }
        }
        placed = 0;
        last = EMPTY.last;
    }

    /** Its number; 0 where it has none yet: it gets the next one. */
    int numberOrAdd(String word) {
        int place = place(word);
        if (place != NOWHERE && words[place] != null) {
            return numbers[place];
        }
        last++;
        if (place != NOWHERE) {
            add(word, place);
        }
        return 0;
    }

    private void add(String word, int place) {
        words[place] = word;
        numbers[place] = last;
        if (placed == places.length) {
            places = Arrays.copyOf(places, placed * 2);
        }
        places[placed++] = place;
        if ((EMPTY.last + placed) * 2 > words.length) {
            grow();
        }
    }

    /** The place of the word, or the one that it would have. */
    private int place(String word) {
        int mask = words.length - 1;
        int hash = word.hashCode();
        int first = hash ^ hash >>> 16;
        for (int far = 0; far < FARTHEST; far++) {
            int place = first + far & mask;
            if (words[place] == null || word.equals(words[place])) {
                return place;
            }
        }
        return NOWHERE;
    }

    private void grow() {
        @Nullable String[] oldWords = words;
        int[] oldNumbers = numbers;
        words = new @Nullable String[oldWords.length * 2];
        numbers = new int[words.length];
        for (int i = 0; i < oldWords.length; i++) {
            String word = oldWords[i];
            int place = word == null ? NOWHERE : place(word);
            if (place != NOWHERE) {
                words[place] = word;
                numbers[place] = oldNumbers[i];
            }
        }
    }
}
