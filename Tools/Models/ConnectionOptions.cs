using System.CommandLine;
using System.CommandLine.Parsing;

namespace SocialCommerce.Tools.Models;

/// <summary>Where the server is and who asks.</summary>
internal sealed class ConnectionOptions
{
    private const string PasswordVariable = "SOCIAL_COMMERCE_PASSWORD";

    private readonly Option<Uri> _url = new("--url")
    {
        DefaultValueFactory = _ => new Uri("http://localhost:5080"),
        Description = "Address of the server.",
        Recursive = true,
        CustomParser = static result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : Refuse(result),
    };

    private readonly Option<string> _user = new("--user")
    {
        DefaultValueFactory = _ => "operator",
        Description = "An account with the role operator.",
        Recursive = true,
    };

    // A password on the command line is read by everybody who lists processes.
    private readonly Option<string> _password = new("--password")
    {
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(PasswordVariable) ?? "demo-password-1",
        Description = $"Its password; better in the variable {PasswordVariable}. The demo's unless given.",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_user);
        command.Add(_password);
    }

    public Uri UrlOf(ParseResult arguments) => arguments.GetRequiredValue(_url);

    public string UserOf(ParseResult arguments) => arguments.GetRequiredValue(_user);

    public string PasswordOf(ParseResult arguments) => arguments.GetRequiredValue(_password);

    private static Uri? Refuse(ArgumentResult result)
    {
        result.AddError("--url is an http or https address.");
        return null;
    }
}
