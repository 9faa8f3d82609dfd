package violations.modules.two;

import violations.modules.one.internal.Hidden;

public class Intruder {

	final Class<?> reached = Hidden.class;

}
