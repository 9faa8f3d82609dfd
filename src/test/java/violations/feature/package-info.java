/**
 * Code as it must not be, for the tests of the rules.
 */
package violations.feature;
