package violations;

public class TextUtils {

}
