package io.github.keda4j.internal.go;

import java.util.Locale;
import java.util.Set;

/** The names that Go's regular expressions know in {@code \p{...}}: categories, their long names, and scripts. */
final class GoUnicodeClass {

    /**
     * The scripts whose names have several words are missing, because Go looks for them by a name without separators
     * and finds none.
     */
    private static final Set<String> NAMES = Set.of("""
            Adlam Ahom Any Arabic Armenian Ascii Assigned Avestan Balinese Bamum Batak Bengali Bhaiksuki Bopomofo Brahmi
            Braille Buginese Buhid C Carian Casedletter Cc Cf Chakma Cham Cherokee Chorasmian Closepunctuation Cn Cntrl Co
            Combiningmark Common Connectorpunctuation Control Coptic Cs Cuneiform Currencysymbol Cypriot Cyrillic
            Dashpunctuation Decimalnumber Deseret Devanagari Digit Dogra Duployan Elbasan Elymaic Enclosingmark Ethiopic
            Finalpunctuation Format Georgian Glagolitic Gothic Grantha Greek Gujarati Gurmukhi Han Hangul Hanunoo Hatran
            Hebrew Hiragana Inherited Initialpunctuation Javanese Kaithi Kannada Katakana Kawi Kharoshthi Khmer Khojki
            Khudawadi L Lao Latin Lc Lepcha Letter Letternumber Limbu Lineseparator Lisu Ll Lm Lo Lowercaseletter Lt Lu
            Lycian Lydian M Mahajani Makasar Malayalam Mandaic Manichaean Marchen Mark Mathsymbol Mc Me Medefaidrin Miao Mn
            Modi Modifierletter Modifiersymbol Mongolian Mro Multani Myanmar N Nabataean Nandinagari Nd Newa Nko Nl No
            Nonspacingmark Number Nushu Ogham Openpunctuation Oriya Osage Osmanya Other Otherletter Othernumber
            Otherpunctuation Othersymbol P Palmyrene Paragraphseparator Pc Pd Pe Pf Phoenician Pi Po Privateuse Ps Punct
            Punctuation Rejang Runic S Samaritan Saurashtra Sc Separator Sharada Shavian Siddham Sinhala Sk Sm So Sogdian
            Soyombo Spaceseparator Spacingmark Sundanese Surrogate Symbol Syriac Tagalog Tagbanwa Takri Tamil Tangsa Tangut
            Telugu Thaana Thai Tibetan Tifinagh Tirhuta Titlecaseletter Toto Ugaritic Unassigned Uppercaseletter Vai
            Vithkuqi Wancho Yezidi Yi Z Zl Zp Zs
            """.strip().split("\\s+"));

    /** Longer than any name with separators. */
    private static final int LONGEST = 200;

    private GoUnicodeClass() {}

    /** Whether the name is known; a {@code ^} before it negates the class. */
    static boolean isKnown(String name) {
        if (name.length() > LONGEST) {
            return false;
        }
        String plain = (name.startsWith("^") ? name.substring(1) : name).replaceAll("[_ -]", "");
        return !plain.isEmpty()
                && plain.chars().allMatch(character -> character < 0x80)
                && NAMES.contains(plain.substring(0, 1).toUpperCase(Locale.ROOT)
                        + plain.substring(1).toLowerCase(Locale.ROOT));
    }
}
