using System.Text;

namespace SocialCommerce.LocalOrleans.Tests.Engine;

public sealed class StableHashTests
{
    /// <summary>Known answers of XXH32 with seed 0: the hash decides where reminders and partitions live, on every engine.</summary>
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void UniformHashCode_OfKnownText_IsXxHash32(string text, uint expected) =>
        Assert.Equal(expected, new IdSpan(Encoding.UTF8.GetBytes(text)).GetUniformHashCode());
}
