using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SocialCommerce.Grains.Tests.Orders.Payments.Stripe;

/// <summary>The PaymentIntents and refunds of one account, in memory.</summary>
internal sealed partial class FakeStripeBooks(TimeProvider clock)
{
    private static readonly string[] CreateFields =
        ["amount", "currency", "payment_method", "confirm", "description", "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]"];

    private static readonly string[] RefundFields = ["payment_intent", "amount", "reason"];

    private static readonly TimeSpan SearchLag = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<JsonObject> _intents = [];
    private readonly List<JsonObject> _refunds = [];

    /// <summary>As many intents as there are on a page of a list; the real page is 100.</summary>
    public int PageMax { get; set; } = 100;

    public (int Count, long Charged, long Refunded) Audit(string orderId)
    {
        lock (_lock)
        {
            var charged = _intents.Where(intent => OrderOf(intent) == orderId && Text(intent, "status") == "succeeded").ToList();
            return (charged.Count, charged.Sum(intent => Number(intent, "amount_received")), _refunds.Where(refund => OrderOf(refund) == orderId).Sum(refund => Number(refund, "amount")));
        }
    }

    public JsonObject? Intent(string orderId)
    {
        lock (_lock)
        {
            return _intents.FirstOrDefault(intent => OrderOf(intent) == orderId)?.DeepClone().AsObject();
        }
    }

    /// <summary>The bank's answer comes late.</summary>
    public void Settle(string orderId, string status)
    {
        lock (_lock)
        {
            Move(_intents.First(intent => OrderOf(intent) == orderId), status);
        }
    }

    public FakeStripeAnswer Create(Dictionary<string, string> form)
    {
        lock (_lock)
        {
            if (form.Keys.FirstOrDefault(name => !CreateFields.Contains(name) && !name.StartsWith("metadata[", StringComparison.Ordinal)) is { } unknown)
            {
                return Invalid("parameter_unknown", unknown);
            }

            if (!long.TryParse(form.GetValueOrDefault("amount"), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) || amount < 50)
            {
                return Invalid("amount_too_small", "amount");
            }

            if (form.GetValueOrDefault("currency") is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterLower))
            {
                return Invalid("parameter_invalid", "currency");
            }

            var intent = NewIntent(form, amount, currency);
            _intents.Add(intent);
            return form.GetValueOrDefault("confirm") == "true" ? Confirm(intent, form) : FakeStripeAnswer.Ok(intent);
        }
    }

    public FakeStripeAnswer Retrieve(string id)
    {
        lock (_lock)
        {
            return Find(id) is { } intent ? FakeStripeAnswer.Ok(intent) : Missing(id);
        }
    }

    public FakeStripeAnswer Search(string query)
    {
        var match = MetadataQuery().Match(query);
        if (!match.Success)
        {
            return Invalid("parameter_invalid", "query");
        }

        lock (_lock)
        {
            var indexed = clock.GetUtcNow() - SearchLag;
            var found = _intents.Where(intent => DateTimeOffset.FromUnixTimeSeconds(Number(intent, "created")) <= indexed
                && Text(intent["metadata"]!, match.Groups[1].Value) == match.Groups[2].Value);
            return FakeStripeAnswer.Ok(Page("search_result", found.ToList(), hasMore: false));
        }
    }

    public FakeStripeAnswer List(IQueryCollection query)
    {
        lock (_lock)
        {
            var since = long.Parse(query["created[gte]"].ToString(), CultureInfo.InvariantCulture);
            var newestFirst = Enumerable.Reverse(_intents).Where(intent => Number(intent, "created") >= since);
            if (query["starting_after"].ToString() is { Length: > 0 } after)
            {
                newestFirst = newestFirst.SkipWhile(intent => Text(intent, "id") != after).Skip(1);
            }

            var limit = Math.Min(PageMax, int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture));
            var all = newestFirst.ToList();
            return FakeStripeAnswer.Ok(Page("list", all.Take(limit).ToList(), all.Count > limit));
        }
    }

    public FakeStripeAnswer Cancel(string id, Dictionary<string, string> form)
    {
        lock (_lock)
        {
            if (Find(id) is not { } intent)
            {
                return Missing(id);
            }

            if (form.Keys.FirstOrDefault(name => name != "cancellation_reason") is { } unknown)
            {
                return Invalid("parameter_unknown", unknown);
            }

            if (Text(intent, "status") is "succeeded" or "canceled" or "processing")
            {
                return FakeStripeAnswer.Error(
                    400, "invalid_request_error", "payment_intent_unexpected_state",
                    $"You cannot cancel this PaymentIntent because it has a status of {Text(intent, "status")}.", intent);
            }

            Move(intent, "canceled");
            return FakeStripeAnswer.Ok(intent);
        }
    }

    public FakeStripeAnswer Refund(Dictionary<string, string> form)
    {
        lock (_lock)
        {
            if (form.Keys.FirstOrDefault(name => !RefundFields.Contains(name) && !name.StartsWith("metadata[", StringComparison.Ordinal)) is { } unknown)
            {
                return Invalid("parameter_unknown", unknown);
            }

            var id = form["payment_intent"];
            if (Find(id) is not { } intent || Text(intent, "status") != "succeeded")
            {
                return Missing(id);
            }

            if (form.GetValueOrDefault("reason") is { } reason && reason is not ("duplicate" or "fraudulent" or "requested_by_customer"))
            {
                return Invalid("parameter_invalid", "reason");
            }

            var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
            var left = Number(intent, "amount_received") - _refunds.Where(refund => Text(refund, "payment_intent") == id).Sum(refund => Number(refund, "amount"));
            if (left == 0)
            {
                return FakeStripeAnswer.Error(400, "invalid_request_error", "charge_already_refunded", "Charge has already been refunded.");
            }

            return amount > left
                ? FakeStripeAnswer.Error(400, "invalid_request_error", null, $"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param: "amount")
                : Refunded(form, id, amount, Text(intent, "currency")!);
        }
    }

    private FakeStripeAnswer Refunded(Dictionary<string, string> form, string id, long amount, string currency)
    {
        var refund = new JsonObject
        {
            ["id"] = $"re_{_refunds.Count + 1}",
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = "ch_1",
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["currency"] = currency,
            ["metadata"] = Metadata(form),
            ["payment_intent"] = id,
            ["reason"] = form.GetValueOrDefault("reason"),
            ["status"] = "succeeded",
        };
        _refunds.Add(refund);
        return FakeStripeAnswer.Ok(refund);
    }

    private static FakeStripeAnswer Confirm(JsonObject intent, Dictionary<string, string> form)
    {
        switch (form.GetValueOrDefault("payment_method"))
        {
            case "pm_card_visa":
                Move(intent, "succeeded");
                return FakeStripeAnswer.Ok(intent);
            case "pm_usBankAccount":
                Move(intent, "processing");
                return FakeStripeAnswer.Ok(intent);
            case "pm_card_authenticationRequired":
                Move(intent, "requires_action");
                intent["next_action"] = new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect" } };
                return FakeStripeAnswer.Ok(intent);
            case "pm_card_visa_chargeDeclinedInsufficientFunds":
                intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = "insufficient_funds", ["message"] = "Your card has insufficient funds." };
                return FakeStripeAnswer.Error(402, "card_error", "card_declined", "Your card has insufficient funds.", intent, "insufficient_funds");
            default:
                return FakeStripeAnswer.Error(400, "invalid_request_error", "resource_missing", "No such PaymentMethod.", param: "payment_method");
        }
    }

    private JsonObject NewIntent(Dictionary<string, string> form, long amount, string currency)
    {
        var id = $"pi_3Mtw{_intents.Count + 1:D8}";
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_received"] = 0,
            ["automatic_payment_methods"] = new JsonObject { ["enabled"] = true },
            ["canceled_at"] = null,
            ["capture_method"] = "automatic",
            ["client_secret"] = $"{id}_secret_YrKJUKribcBjcG8HVhfZluoGH",
            ["confirmation_method"] = "automatic",
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["currency"] = currency,
            ["description"] = form.GetValueOrDefault("description"),
            ["last_payment_error"] = null,
            ["livemode"] = false,
            ["metadata"] = Metadata(form),
            ["next_action"] = null,
            ["payment_method"] = form.GetValueOrDefault("payment_method"),
            ["payment_method_types"] = new JsonArray("card"),
            ["status"] = "requires_payment_method",
        };
    }

    private static void Move(JsonObject intent, string status)
    {
        intent["status"] = status;
        intent["next_action"] = null;
        intent["amount_received"] = status == "succeeded" ? Number(intent, "amount") : 0;
    }

    private static JsonObject Metadata(Dictionary<string, string> form) => new(form
        .Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal))
        .Select(field => KeyValuePair.Create(field.Key["metadata[".Length..^1], (JsonNode?)field.Value)));

    private static JsonObject Page(string kind, List<JsonObject> intents, bool hasMore) => new()
    {
        ["object"] = kind,
        ["url"] = "/v1/payment_intents",
        ["has_more"] = hasMore,
        ["data"] = new JsonArray([.. intents.Select(intent => intent.DeepClone())]),
    };

    private JsonObject? Find(string id) => _intents.FirstOrDefault(intent => Text(intent, "id") == id);

    private static string? OrderOf(JsonObject entry) => Text(entry["metadata"]!, "order_id");

    private static string? Text(JsonNode entry, string name) => (string?)entry[name];

    private static long Number(JsonObject entry, string name) => (long)entry[name]!;

    private static FakeStripeAnswer Invalid(string code, string param) =>
        FakeStripeAnswer.Error(400, "invalid_request_error", code, $"Invalid {param}.", param: param);

    private static FakeStripeAnswer Missing(string id) =>
        FakeStripeAnswer.Error(404, "invalid_request_error", "resource_missing", $"No such payment_intent: '{id}'", param: "intent");

    [GeneratedRegex(@"^metadata\['(\w+)'\]:'([^']*)'$")]
    private static partial Regex MetadataQuery();
}
