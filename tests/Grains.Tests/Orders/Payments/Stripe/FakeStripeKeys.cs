namespace SocialCommerce.Grains.Tests.Orders.Payments.Stripe;

/// <summary>
/// Idempotency keys as Stripe keeps them: the first answer is stored, failures included; a second call meanwhile is a
/// conflict; another call under the same key is an error. What is refused before work begins is not stored.
/// </summary>
internal sealed class FakeStripeKeys
{
    private const int KeyLengthMax = 255;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Call, FakeStripeAnswer? Answer)> _stored = [];

    public async Task<FakeStripeAnswer> RunAsync(string key, string call, Func<Task<FakeStripeAnswer>> work)
    {
        if (key.Length > KeyLengthMax)
        {
            return FakeStripeAnswer.Error(400, "invalid_request_error", null, "The idempotency key is too long.");
        }

        lock (_lock)
        {
            if (_stored.TryGetValue(key, out var known))
            {
                return Repeat(key, call, known);
            }

            _stored[key] = (call, null);
        }

        var answer = await work();
        lock (_lock)
        {
            if (answer is { Status: 400 } && answer.Body.Contains("\"param\"", StringComparison.Ordinal))
            {
                // The parameters were wrong, so nothing was begun.
                _stored.Remove(key);
            }
            else
            {
                _stored[key] = (call, answer);
            }
        }

        return answer;
    }

    private static FakeStripeAnswer Repeat(string key, string call, (string Call, FakeStripeAnswer? Answer) known)
    {
        if (known.Call != call)
        {
            return FakeStripeAnswer.Error(
                400, "idempotency_error", null,
                $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");
        }

        return known.Answer is { } answer
            ? answer with { IsReplayed = true }
            : FakeStripeAnswer.Error(409, "idempotency_error", "idempotency_key_in_use", "There is currently another in-progress request using this Idempotency Key.");
    }
}
