namespace SocialCommerce.Tools.Simulate;

/// <summary>The crowd cannot be formed as asked for; the message says what would help.</summary>
internal sealed class SimulationException(string message) : Exception(message);
