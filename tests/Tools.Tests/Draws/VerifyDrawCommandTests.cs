using System.CommandLine;
using SocialCommerce.Tools.Draws;

namespace SocialCommerce.Tools.Tests.Draws;

/// <summary>The proof was made by a Python program of the published rules.</summary>
public sealed class VerifyDrawCommandTests : IDisposable
{
    private const string Proof =
        """
        {
          "giveawayId": "g_tea",
          "algorithm": "hmac-sha256-lowest-v1",
          "seed": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
          "commitment": "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd",
          "prizeCount": 2,
          "entrantsHash": "1794f9231dbe56489d9a558d519af7ed6fc70064fb4c42720bf1b539de53d4a1",
          "winners": ["e_9752043aff4818461f1bdf91108587b8", "e_a840c68c5f7690df1cce0f3221e1c55f"],
          "entrants": [
            "e_3ff9a81adc4cd0db2352c2a91d1e5ff1", "e_9451181bbc4881dfc5ad212e47fbd05e", "e_9752043aff4818461f1bdf91108587b8",
            "e_a840c68c5f7690df1cce0f3221e1c55f", "e_ec89a522f73bbb5b70907049b34913b0", "e_fa9e33555a95c41a9a4c0a88e3927e08"
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verify-draw-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_OnAnHonestProof_SaysThatItHolds()
    {
        var (exitCode, output, error) = Run(Proof);

        Assert.Equal((0, "", "The draw holds: 2 of 6 entrants won."), (exitCode, error, output.TrimEnd()));
    }

    [Fact]
    public void Run_OnAForgedWinner_SaysWhatDoesNotHold()
    {
        var (exitCode, output, error) = Run(Proof.Replace(
            "\"winners\": [\"e_9752043aff4818461f1bdf91108587b8\"", "\"winners\": [\"e_3ff9a81adc4cd0db2352c2a91d1e5ff1\"", StringComparison.Ordinal));

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("lowest tickets", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"seed":1}""")]
    public void Run_OnWhatIsNoProof_IsBadInput(string text)
    {
        var (exitCode, _, error) = Run(text);

        Assert.Equal(2, exitCode);
        Assert.Contains("is not the proof of a draw", error, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(string proof)
    {
        var file = Path.Combine(_folder.FullName, "proof.json");
        File.WriteAllText(file, proof);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = VerifyDrawCommand.Build().Parse([file])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
