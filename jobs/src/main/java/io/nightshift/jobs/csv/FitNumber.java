package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as a table keeps them: digit by digit, or not at all. */
final class FitNumber {

    /** From here on a driver means "without limit": PostgreSQL's says 0 or 131,089. */
    private static final int UNLIMITED = 131_089;

    /** So many decimal digits every float and double gives back as they were (FLT_DIG, DBL_DIG of IEEE 754). */
    private static final int SURE_OF_SINGLE = 6;

    private static final int SURE_OF_DOUBLE = 15;

    private FitNumber() {}

    /** Also of a text: a database that casts it itself would round unseen. */
    static BigDecimal of(Object value) throws MisfitException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        try {
            return (BigDecimal) ColumnType.DECIMAL.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw new MisfitException("'" + Excerpt.of(value.toString(), 40) + "' is no number, as the table wants");
        }
    }

    static Object whole(BigDecimal number, long smallest, long largest) throws MisfitException {
        if (number.stripTrailingZeros().scale() > 0) {
            throw new MisfitException(number.toPlainString() + " has digits behind the point, the table keeps none");
        }
        BigInteger whole = number.toBigInteger();
        if (whole.compareTo(BigInteger.valueOf(smallest)) < 0 || whole.compareTo(BigInteger.valueOf(largest)) > 0) {
            throw outside(number);
        }
        return whole.longValueExact();
    }

    static BigDecimal decimal(BigDecimal number, int size, int scale) throws MisfitException {
        if (size <= 0 || size >= UNLIMITED) {
            return number;
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > scale) {
            throw new MisfitException(number.toPlainString() + " has more than " + scale + " digits behind the point");
        }
        if (shortest.signum() != 0 && shortest.precision() - shortest.scale() > size - scale) {
            throw outside(number);
        }
        return number;
    }

    static Object single(BigDecimal number) throws MisfitException {
        float nearest = number.floatValue();
        if (Float.isInfinite(nearest)) {
            throw outside(number);
        }
        boolean kept = number.stripTrailingZeros().precision() <= SURE_OF_SINGLE
                || new BigDecimal(nearest).compareTo(number) == 0
                || new BigDecimal(Float.toString(nearest)).compareTo(number) == 0;
        if (!kept) {
            throw rounded(number, Float.toString(nearest));
        }
        return nearest;
    }

    static Object twice(BigDecimal number) throws MisfitException {
        double nearest = number.doubleValue();
        boolean kept = number.stripTrailingZeros().precision() <= SURE_OF_DOUBLE
                || new BigDecimal(nearest).compareTo(number) == 0
                || new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
        if (!kept) {
            throw rounded(number, Double.toString(nearest));
        }
        return nearest;
    }

    private static MisfitException rounded(BigDecimal number, String nearest) {
        return new MisfitException(
                number.toPlainString() + " has more digits than the table keeps, it would become " + nearest);
    }

    private static MisfitException outside(BigDecimal number) {
        return new MisfitException(number.toPlainString() + " is outside of what the table keeps");
    }
}
