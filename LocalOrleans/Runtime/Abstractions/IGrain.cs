using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks the interfaces of grains.</summary>
public interface IGrain : IAddressable
{
}

/// <summary>A grain whose key is a <see cref="Guid"/>.</summary>
public interface IGrainWithGuidKey : IGrain
{
}

/// <summary>A grain whose key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain
{
}

/// <summary>A grain whose key is a string.</summary>
public interface IGrainWithStringKey : IGrain
{
}

/// <summary>A grain whose key is a <see cref="Guid"/> with a string extension.</summary>
public interface IGrainWithGuidCompoundKey : IGrain
{
}

/// <summary>A grain whose key is a 64-bit integer with a string extension.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain
{
}
