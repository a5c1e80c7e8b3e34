/** Tokens of the kinds of things that the tables mention to each other. */

export const resourceGroup = 'azure-native:resources:ResourceGroup'
export const virtualNetwork = 'azure-native:network:VirtualNetwork'
export const subnet = 'azure-native:network:Subnet'
export const publicAddress = 'azure-native:network:PublicIPAddress'
export const privateZone = 'azure-native:privatedns:PrivateZone'
export const zoneLink = 'azure-native:privatedns:VirtualNetworkLink'
export const server = 'azure-native:dbformysql:Server'
export const database = 'azure-native:dbformysql:Database'
export const configuration = 'azure-native:dbformysql:Configuration'
export const identity = 'azure-native:managedidentity:UserAssignedIdentity'
export const roleAssignment = 'azure-native:authorization:RoleAssignment'
export const cluster = 'azure-native:containerservice:ManagedCluster'
export const scaleSet = 'azure-native:compute:VirtualMachineScaleSet'
export const disk = 'azure-native:compute:Disk'
export const loadBalancer = 'azure-native:network:LoadBalancer'
export const securityGroup = 'azure-native:network:NetworkSecurityGroup'

/** What no program makes: whose subscription may use which services, and what holds a subnet that was delegated. */
export const registration = 'azure-native:resources:Registration'
export const associationLink = 'azure-native:network:ServiceAssociationLink'
