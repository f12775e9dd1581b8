using System.Globalization;
using System.Net;
using SocialCommerce.Grains.Interfaces.Orders.Payments;

namespace SocialCommerce.Silo.Orders.Payments;

/// <summary>
/// Finds what became of a charge. By its id at once. By its key in two ways, since Stripe's search may be a minute behind
/// and its list goes back only so far: what is too new for the one is in the other.
/// </summary>
internal sealed class StripeFinder(StripeClient client, TimeProvider clock)
{
    private const string Intents = "/v1/payment_intents";
    private const int PageSize = 100;
    private const int PagesMax = 20;

    private static readonly TimeSpan ListedMin = TimeSpan.FromMinutes(5);

    /// <summary>Null when there is no such payment.</summary>
    public async Task<PaymentResult?> GetAsync(string paymentId, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"{Intents}/{Uri.EscapeDataString(paymentId)}", cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return null;
        }

        return answer.IsSuccess && answer.Read(StripeJson.Default.StripeIntent) is { } intent
            ? StripeResults.Of(intent)
            : StripeResults.Silence;
    }

    public async Task<PaymentResult> FindAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        var query = $"metadata['{StripeNotices.Key}']:'{idempotencyKey.Replace("\\", "\\\\").Replace("'", "\\'")}'";
        var (searched, isSearchSure) = await ReadAsync(
            $"{Intents}/search?limit={PageSize}&query={Uri.EscapeDataString(query)}", idempotencyKey, cancellationToken);
        return searched ?? await FindInListAsync(idempotencyKey, isSearchSure, cancellationToken);
    }

    private async Task<PaymentResult> FindInListAsync(string idempotencyKey, bool isSure, CancellationToken cancellationToken)
    {
        var since = (clock.GetUtcNow() - ListedMin).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var after = "";
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = await client.GetAsync($"{Intents}?limit={PageSize}&created[gte]={since}{after}", cancellationToken);
            if (!answer.IsSuccess || answer.Read(StripeJson.Default.StripePage) is not { Data: { } intents } read)
            {
                return StripeResults.Silence;
            }

            if (Best(intents, idempotencyKey) is { } found)
            {
                return found;
            }

            if (!read.HasMore || intents.Length == 0)
            {
                return isSure ? new PaymentResult(PaymentOutcome.NotFound) : StripeResults.Silence;
            }

            after = $"&starting_after={Uri.EscapeDataString(intents[^1].Id)}";
        }

        return StripeResults.Silence;
    }

    private async Task<(PaymentResult? Found, bool IsSure)> ReadAsync(string path, string idempotencyKey, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(path, cancellationToken);
        return answer.IsSuccess && answer.Read(StripeJson.Default.StripePage) is { Data: { } intents }
            ? (Best(intents, idempotencyKey), true)
            : (null, false);
    }

    // Search compares without regard to case, so the key is compared again. What was charged outweighs what was not.
    private static PaymentResult? Best(StripeIntent[] intents, string idempotencyKey) => intents
        .Where(intent => intent.Metadata?.GetValueOrDefault(StripeNotices.Key) == idempotencyKey)
        .Select(StripeResults.Of)
        .OrderBy(result => result.Outcome == PaymentOutcome.Succeeded ? 0 : 1)
        .FirstOrDefault();
}
