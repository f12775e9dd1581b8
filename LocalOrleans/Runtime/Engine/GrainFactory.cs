namespace Orleans.Runtime.Local;

/// <summary>Makes references; the silo's own and the client's, which in one process are the same.</summary>
internal sealed class GrainFactory(GrainEngine engine) : IClusterClient
{
    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), StringKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        (TGrainInterface)(object)Create(
            typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        (TGrainInterface)(object)Create(
            typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)(object)Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)(object)Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)(object)Create(grainInterfaceType, StringKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)(object)Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, keyExtension));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)(object)Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, keyExtension));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)CreateReference(engine.Catalog.Interface(typeof(TGrainInterface)), grainId);

    public IAddressable GetGrain(GrainId grainId) =>
        CreateReference(engine.Catalog.Type(grainId.Type).PrimaryInterface, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not TGrainObserverInterface)
        {
            throw new ArgumentException($"The provided object must implement '{typeof(TGrainObserverInterface).FullName}'.", nameof(obj));
        }

        if (obj is GrainReference)
        {
            throw new ArgumentException("Argument obj is already a grain reference.", nameof(obj));
        }

        var descriptor = engine.Catalog.Interface(typeof(TGrainObserverInterface));
        return (TGrainObserverInterface)(object)CreateReference(descriptor, engine.Observers.Register(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference)
        {
            throw new ArgumentException("Argument reference is not a grain reference.", nameof(obj));
        }

        engine.Observers.Unregister(reference.GrainId);
    }

    public GrainReference CreateReference(InterfaceDescriptor descriptor, GrainId grainId) =>
        descriptor.CreateProxy(new ProxyBinding(descriptor, engine, grainId));

    private static IdSpan StringKey(string primaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return IdSpan.Create(primaryKey);
    }

    private GrainReference Create(Type interfaceType, IdSpan key, string? classNamePrefix = null)
    {
        var target = engine.Catalog.Route(interfaceType, classNamePrefix);
        return CreateReference(target.Interface, GrainId.Create(target.GrainType, key));
    }
}
