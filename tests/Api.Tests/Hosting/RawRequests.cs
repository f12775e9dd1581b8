using System.Net;
using System.Text;
using System.Text.Json;

namespace SocialCommerce.Api.Tests.Hosting;

/// <summary>Requests as a careless or hostile caller writes them.</summary>
internal static class RawRequests
{
    public static async Task<Answer> SendAsync(
        this HttpClient http,
        string method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), all);
    }
}

internal sealed record Answer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Code => Json.GetProperty("code").GetString()!;

    public void IsProblem(HttpStatusCode status, string code)
    {
        Assert.Equal((status, code), (Status, Code));
        Assert.StartsWith("application/problem+json", Headers["Content-Type"], StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("traceId").GetString()));
        Assert.DoesNotContain("Exception", Body, StringComparison.Ordinal);
    }
}
