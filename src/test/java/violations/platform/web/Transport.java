package violations.platform.web;

import violations.feature.UsesTransport;

public class Transport {

	final Class<?> feature = UsesTransport.class;

}
