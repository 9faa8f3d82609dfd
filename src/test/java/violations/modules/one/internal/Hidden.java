package violations.modules.one.internal;

public class Hidden {

}
