package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * The line from a provisioner to IAM, EKS and the API server. It counts the calls, and can make something go wrong at
 * each of them.
 */
final class Line implements ExecutionInterceptor, Interceptor {

    private static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("call");

    /** The service that is called. */
    enum Service {
        IAM,
        EKS,
        STS,
        KUBERNETES
    }

    /**
     * A call.
     *
     * @param number the number of the call, from 0
     * @param writes how many writes came before it
     * @param isWrite whether it may change something; dry runs do not
     * @param service the service that is called
     */
    record Call(int number, int writes, boolean isWrite, Service service) {

        /** The exception if the call is lost on its way, or its answer is lost on the way back. */
        RuntimeException lost() {
            IOException reset = new IOException("Connection reset");
            return service == Service.KUBERNETES
                    ? new KubernetesClientException("Connection reset", reset)
                    : SdkClientException.create("Connection reset", reset);
        }

        /** The answer of a service that is temporarily unavailable, or says so although it executed the call. */
        RuntimeException unavailable() {
            return answered(503, "ServiceUnavailable");
        }

        RuntimeException throttled() {
            return answered(429, "ThrottlingException");
        }

        RuntimeException denied() {
            return answered(403, "AccessDeniedException");
        }

        private RuntimeException answered(int status, String code) {
            AwsErrorDetails details =
                    AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
            return switch (service) {
                case IAM ->
                    IamException.builder()
                            .statusCode(status)
                            .message(code)
                            .awsErrorDetails(details)
                            .build();
                case EKS ->
                    EksException.builder()
                            .statusCode(status)
                            .message(code)
                            .awsErrorDetails(details)
                            .build();
                case STS ->
                    StsException.builder()
                            .statusCode(status)
                            .message(code)
                            .awsErrorDetails(details)
                            .build();
                case KUBERNETES ->
                    new KubernetesClientException(
                            code,
                            status,
                            new StatusBuilder()
                                    .withCode(status)
                                    .withReason(code)
                                    .withMessage(code)
                                    .build());
            };
        }
    }

    /** What goes wrong with calls. */
    interface Trouble {

        /** The service has not received the call yet. */
        default void before(Call call) {}

        /** The service has executed the call, and the caller does not know yet. */
        default void after(Call call) {}
    }

    /** Thrown in place of a crash of the process. */
    static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }

        /** Whether this is what a failure began with. */
        static boolean began(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root instanceof Killed;
        }
    }

    private Trouble trouble = new Trouble() {};
    private int calls;
    private int writes;
    private Call toKubernetes = new Call(0, 0, false, Service.KUBERNETES);

    /** Resets the count, and lets something go wrong with the calls. */
    synchronized void befall(Trouble newTrouble) {
        calls = 0;
        writes = 0;
        trouble = newTrouble;
    }

    /** Resets the count, and lets everything through. */
    void clear() {
        befall(new Trouble() {});
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int writes() {
        return writes;
    }

    private Call begin(boolean isWrite, Service service) {
        Trouble now;
        Call call;
        synchronized (this) {
            call = new Call(calls, writes, isWrite, service);
            calls++;
            writes += isWrite ? 1 : 0;
            now = trouble;
        }
        now.before(call);
        return call;
    }

    private void end(Call call) {
        Trouble now;
        synchronized (this) {
            now = trouble;
        }
        now.after(call);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = context.request().getClass().getSimpleName();
        String room = context.request().getClass().getPackageName();
        attributes.putAttribute(CALL, begin(!operation.matches("(Get|List|Describe|Simulate).*"), service(room)));
    }

    private static Service service(String room) {
        if (room.contains(".sts.")) {
            return Service.STS;
        }
        return room.contains(".iam.") ? Service.IAM : Service.EKS;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        end(attributes.getAttribute(CALL));
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String uri = request.uri().toString();
        boolean isWrite =
                !request.method().equals("GET") && !uri.contains("dryRun") && !uri.contains("selfsubjectaccessreviews");
        toKubernetes = begin(isWrite, Service.KUBERNETES);
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        end(toKubernetes);
    }

    /** The caller dies after a write has taken effect. */
    static Trouble death(int write) {
        return new Trouble() {
            private volatile boolean dead;

            @Override
            public void before(Call call) {
                dieIfDead();
            }

            @Override
            public void after(Call call) {
                dead |= call.isWrite() && call.writes() == write;
                dieIfDead();
            }

            private void dieIfDead() {
                if (dead) {
                    throw new Killed();
                }
            }
        };
    }

    /** The caller dies at a call, before or after the service executes it. */
    static Trouble deathAt(int number, boolean executed) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                if (call.number() > number || (call.number() == number && !executed)) {
                    throw new Killed();
                }
            }

            @Override
            public void after(Call call) {
                if (call.number() >= number) {
                    throw new Killed();
                }
            }
        };
    }

    /** How a call fails. */
    interface Failure {
        RuntimeException of(Call call);
    }

    /** One call fails without effect. */
    static Trouble failure(int number, Failure failure) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                if (call.number() == number) {
                    throw failure.of(call);
                }
            }
        };
    }

    /** Every call fails at its first attempt, before or after the service executes it. */
    static Trouble failureOfEveryFirst(boolean takesEffect, Failure failure) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                if (call.number() % 2 == 0 && !takesEffect) {
                    throw failure.of(call);
                }
            }

            @Override
            public void after(Call call) {
                if (call.number() % 2 == 0 && takesEffect) {
                    throw failure.of(call);
                }
            }
        };
    }

    /** A call takes so long that others do something in the meantime. */
    static Trouble delay(int number, Runnable meanwhile) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                if (call.number() == number) {
                    meanwhile.run();
                }
            }
        };
    }

    /** Calls fail at random, half of them after the service has executed them. */
    static Trouble chance(Random random, double share) {
        return new Trouble() {
            @Override
            public void before(Call call) {
                failSometimes(call);
            }

            @Override
            public void after(Call call) {
                failSometimes(call);
            }

            private void failSometimes(Call call) {
                if (random.nextDouble() < share / 2) {
                    List<Failure> failures = List.of(Call::lost, Call::unavailable, Call::throttled);
                    throw failures.get(random.nextInt(failures.size())).of(call);
                }
            }
        };
    }
}
