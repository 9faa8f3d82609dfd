package dev.plenum.programme;

/**
 * What a person's ticket is good for at one session.
 *
 * @param admitted whether the person may have a seat
 * @param reserved whether the {@link Session#reservedSeats()} are for the person
 */
public record Entitlement(boolean admitted, boolean reserved) {
}
