package dev.plenum.exhibitor;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The natural order of booth numbers: A2 comes before A10, and case does not matter.
 */
final class NaturalOrder implements Comparator<String> {

	private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

	@Override
	public int compare(String one, String other) {
		Iterator<String> rest = parts(other).iterator();
		for (String part : parts(one)) {
			int order = rest.hasNext() ? compareParts(part, rest.next()) : 1;
			if (order != 0) {
				return order;
			}
		}
		return rest.hasNext() ? -1 : 0;
	}

	private static int compareParts(String one, String other) {
		return (isNumber(one) && isNumber(other)) ? new BigInteger(one).compareTo(new BigInteger(other))
				: one.compareTo(other);
	}

	private static boolean isNumber(String part) {
		return part.charAt(0) >= '0' && part.charAt(0) <= '9';
	}

	private static List<String> parts(String number) {
		return PART.matcher(number.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
	}

}
