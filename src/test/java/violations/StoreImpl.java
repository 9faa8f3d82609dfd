package violations;

public class StoreImpl {

}
