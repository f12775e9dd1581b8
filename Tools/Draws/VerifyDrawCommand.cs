using System.CommandLine;
using System.Text.Json;
using SocialCommerce.Algorithms.Draws;

namespace SocialCommerce.Tools.Draws;

/// <summary>
/// The verb <c>verify-draw</c>: makes a draw again from what its room published, on any machine, without asking the server.
/// </summary>
internal static class VerifyDrawCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "The answer of GET /api/v1/rooms/{id}/giveaways/{id}/proof as a file.",
        };
        var command = new Command("verify-draw", "Make the draw of a giveaway again from its published proof.") { file };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(file), arguments.InvocationConfiguration));
        return command;
    }

    private static int Run(FileInfo file, InvocationConfiguration console)
    {
        if (Read(file) is not { } proof)
        {
            console.Error.WriteLine($"{file.FullName} is not the proof of a draw.");
            return ExitCodes.BadInput;
        }

        var problems = proof.Verify();
        foreach (var problem in problems)
        {
            console.Error.WriteLine(problem);
        }

        if (!problems.IsEmpty)
        {
            return ExitCodes.Failed;
        }

        console.Output.WriteLine($"The draw holds: {proof.Winners.Length} of {proof.Entrants.Length} entrants won.");
        return ExitCodes.Done;
    }

    private static DrawProof? Read(FileInfo file)
    {
        try
        {
            var proof = JsonSerializer.Deserialize<DrawProof>(File.ReadAllBytes(file.FullName), JsonSerializerOptions.Web);
            return proof is { Algorithm: not null, Seed: not null, Commitment: not null, EntrantsHash: not null }
                && !proof.Entrants.IsDefault && !proof.Winners.IsDefault
                    ? proof
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
